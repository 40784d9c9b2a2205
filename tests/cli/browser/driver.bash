# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A headless Chromium over WebDriver, with curl alone.  One a test; ended by
# its process id.

browser_start() {
	local body
	needs chromium
	needs chromedriver
	needs curl
	saved=$PWD/saved
	mkdir "$saved"
	driver=http://127.0.0.1:$((20000 + RANDOM % 20000))
	chromedriver --port="${driver##*:}" >driver.log 2>&1 3>&- &
	driver_pid=$!
	for _ in {1..100}; do
		curl -s "$driver/status" >/dev/null && break
		sleep 0.1
	done
	body='{"capabilities":{"alwaysMatch":{"goog:chromeOptions":{"args":'
	body+='["--headless=new","--no-sandbox","--disable-gpu",'
	body+="\"--user-data-dir=$PWD/profile\"]}}}}"
	session=$(curl -s "$driver/session" -d "$body" |
		sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p')
	[ -n "$session" ]
	session=$driver/session/$session
	curl -s "$session/chromium/send_command" -d '{"cmd":
		"Browser.setDownloadBehavior","params":{"behavior":"allow",
		"downloadPath":"'"$saved"'"}}' >/dev/null
}

teardown() {
	[ -z "${session-}" ] || curl -s -X DELETE "$session" >/dev/null
	[ -z "${driver_pid-}" ] || kill "$driver_pid"
}

# go FILE: open it from file://; an alert that a page opened fails the test.
go() {
	local path
	path=$(realpath "$1")
	curl -s "$session/url" -d "{\"url\":\"file://$path\"}" >answer
	! grep -q '"error"' answer
}

# js SCRIPT: run it in the page; its value, as JSON, is $output.  The script
# holds neither " nor a backslash.
js() {
	curl -s "$session/execute/sync" \
		-d "{\"script\":\"$1\",\"args\":[]}" >answer
	output=$(sed 's/^{"value"://; s/}$//' answer)
	[[ $output != *'"error"'* ]] || echo "$1: $output"
	[[ $output != *'"error"'* ]]
}

# jsfile FILE: the same of a file's text, which may hold anything.
jsfile() {
	python3 -c 'import json, sys
print(json.dumps({"script": open(sys.argv[1]).read(), "args": []}))' "$1" |
		curl -s "$session/execute/sync" -d @- >answer
	output=$(sed 's/^{"value"://; s/}$//' answer)
	[[ $output != *'"error"'* ]] || echo "$1: $output"
	[[ $output != *'"error"'* ]]
}

# cdp COMMAND PARAMS: a command of the DevTools protocol.
cdp() {
	curl -s "$session/chromium/send_command" \
		-d "{\"cmd\":\"$1\",\"params\":$2}" >answer
	! grep -q '"error"' answer
}

# screen WIDTH SCHEME: what the page is shown on.
screen() {
	cdp Emulation.setDeviceMetricsOverride "{\"width\":$1,\"height\":800,
		\"deviceScaleFactor\":1,\"mobile\":$([ "$1" -lt 500 ] &&
		echo true || echo false)}"
	cdp Emulation.setEmulatedMedia "{\"features\":[{\"name\":
		\"prefers-color-scheme\",\"value\":\"$2\"}]}"
}

# press KEY: a key of the keyboard, down and up.
press() {
	curl -s "$session/actions" -d "{\"actions\":[{\"type\":\"key\",
		\"id\":\"k\",\"actions\":[{\"type\":\"keyDown\",\"value\":\"$1\"},
		{\"type\":\"keyUp\",\"value\":\"$1\"}]}]}" >/dev/null
}

# readable FILE: on a phone and a desk, light and dark, a page has what people
# and screen readers need.
readable() {
	local width scheme
	for width in 320 1200; do
		for scheme in light dark; do
			screen $width $scheme
			go "$1"
			jsfile "$BATS_TEST_DIRNAME/readable.js"
			[ "$output" = '[]' ] && continue
			show "$1, $width px, $scheme: $output"
			return 1
		done
	done
}
