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
