#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What jam.schema.json says, held against real answers, and as a manual page.

    schema.py check SCHEMA SHAPE FILE...  each FILE is an answer of SHAPE
    schema.py names SCHEMA                the shapes, a line each
    schema.py page SCHEMA                 their keys as mdoc

The check is stricter than a reader must be: a key that the schema does not
name is an error, so that no answer has a key which is not documented.  It
knows the words that the schema uses, and refuses others.
"""
import json
import re
import sys

WORDS = {"$ref", "additionalProperties", "anyOf", "const", "description",
         "enum", "format", "items", "pattern", "properties", "required",
         "title", "type"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool,
         "null": type(None)}


def is_a(value, kind):
    if kind in ("integer", "number"):
        number = (int,) if kind == "integer" else (int, float)
        return isinstance(value, number) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind])


def check_object(schema, value, top, path):
    known = schema.get("properties", {})
    for key in schema.get("required", []):
        if key not in value:
            yield "%s: %s is missing" % (path, key)
    for key, member in value.items():
        rule = known.get(key, schema.get("additionalProperties"))
        if rule is None:
            yield "%s: %s is not documented" % (path, key)
        else:
            yield from check(rule, member, top, "%s.%s" % (path, key))


def check(schema, value, top, path):
    """The first things about value that the schema forbids."""
    if set(schema) - WORDS:
        yield "%s: %s: unknown to this check" % (path, set(schema) - WORDS)
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        yield from check(top["$defs"][name], value, top, path)
    if "anyOf" in schema and all(
            list(check(s, value, top, path)) for s in schema["anyOf"]):
        yield "%s: %r is none of what it may be" % (path, value)
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds and not any(is_a(value, kind) for kind in kinds):
        yield "%s: %r is not %s" % (path, value, " or ".join(kinds))
        return
    if "const" in schema and value != schema["const"]:
        yield "%s: %r, not %r" % (path, value, schema["const"])
    if "enum" in schema and value not in schema["enum"]:
        yield "%s: %r is not one of %r" % (path, value, schema["enum"])
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield "%s: %r does not look right" % (path, value)
    if isinstance(value, dict):
        yield from check_object(schema, value, top, path)
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            yield from check(schema["items"], item, top,
                             "%s[%d]" % (path, i))


def by_library(schema, value):
    """The same by a validator that others wrote, where there is one."""
    try:
        import jsonschema
    except ImportError:
        return
    for error in jsonschema.Draft202012Validator(schema).iter_errors(value):
        yield "jsonschema: %s" % error.message


def refuse(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("a key twice: %s" % keys)
    return dict(pairs)


def check_files(schema, shape, files):
    bad = 0
    for name in files:
        with open(name, encoding="utf-8") as file:
            value = json.load(file, object_pairs_hook=refuse)
        flaws = list(check(schema["$defs"][shape], value, schema, shape))
        flaws += by_library(schema, value)
        for flaw in flaws[:10]:
            print("%s: %.300s" % (name, flaw))
        bad |= bool(flaws)
    return bad


def mdoc(text):
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e"))


def word_of(schema):
    """How the page calls the type of a key."""
    if "$ref" in schema:
        return "time"
    if "anyOf" in schema:
        return word_of(schema["anyOf"][0]) + ", null"
    if "enum" in schema:
        return ", ".join("null" if v is None else str(v)
                         for v in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    kinds = schema["type"]
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds == ["array"]:
        return "list" if "properties" in schema["items"] else "texts"
    return ", ".join({"string": "text", "object": "object"}.get(k, k)
                     for k in kinds)


def print_keys(properties, skip=()):
    print(".Bl -tag -compact -width Ds")
    for key, schema in properties.items():
        if key in skip:
            continue
        print(".It Cm %s Pq %s" % (key, word_of(schema)))
        print(mdoc(schema["description"][:1].upper() +
                   schema["description"][1:]) + ".")
        inner = schema.get("items", schema)
        if "properties" in inner:
            print_keys(inner["properties"])
    print(".El")


def print_page(schema):
    print('.\\" shapes: by make docs')
    for name, shape in schema["$defs"].items():
        if name == "time":
            continue
        members = dict(shape["properties"])
        print(".Ss %s" % mdoc(shape["title"][:1].upper() +
                              shape["title"][1:]))
        print(".Cm kind")
        print("is")
        print(".Ql %s ." % members["kind"]["const"])
        rows = members.pop("rows", None)
        extra = [k for k in members if k not in ("schema", "kind", "event")]
        if extra:
            print("Beside")
            print(".Cm event" + (" :" if rows is None else
                                 "\nand\n.Cm rows :"))
            print_keys(members, ("schema", "kind", "event"))
        if rows is not None:
            print(".Pp\nA row:")
            print_keys(rows["items"]["properties"])
    print('.\\" end')


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        schema = json.load(file, object_pairs_hook=refuse)
    if sys.argv[1] == "check":
        return check_files(schema, sys.argv[3], sys.argv[4:])
    if sys.argv[1] == "names":
        print("\n".join(k for k in schema["$defs"] if k != "time"))
    else:
        print_page(schema)
    return 0


sys.exit(main())
