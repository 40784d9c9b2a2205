/* SPDX-License-Identifier: MIT */
/* Versions of libyaml, libcsv and jansson. */
#include "core/import/library.h"

#include <csv.h>
#include <jansson.h>
#include <yaml.h>

#define TEXT(x)	 #x
#define VALUE(x) TEXT(x)

const char *
jam_import_yaml_version(void)
{
	return yaml_get_version_string();
}

const char *
jam_import_csv_version(void)
{
	return VALUE(CSV_MAJOR) "." VALUE(CSV_MINOR) "." VALUE(CSV_RELEASE);
}

const char *
jam_import_jansson_version(void)
{
	return jansson_version_str();
}
