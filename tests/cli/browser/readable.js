// SPDX-License-Identifier: MIT
// What is wrong with the page that is open, for people who read or hear it:
// contrast under 4.5 (WCAG 2.2, 1.4.3), no language, not one h1, a heading
// that skips a level, a table without a caption or scopes, a field without a
// label, a target under 24 px, a word that is broken, a page wider than the
// screen.
const bad = [];
const visible = (e) => e.checkVisibility() && e.getClientRects().length > 0;
const all = (css) => [...document.querySelectorAll(css)].filter(visible);
const says = (e) => e.tagName + ' ' + e.textContent.trim().slice(0, 30);

const color = (text) => {
	const parts = text.match(/[0-9.]+/g).map(Number);
	return parts.length > 3 ? parts : [...parts, 1];
};
const light = (rgb) => {
	const [r, g, b] = rgb.slice(0, 3).map((c) => c / 255).map((c) =>
		c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (e) => {
	for (; e; e = e.parentElement) {
		const c = color(getComputedStyle(e).backgroundColor);
		if (c[3] === 1)
			return c;
	}
	return [255, 255, 255, 1];
};
const contrast = (e) => {
	const style = getComputedStyle(e);
	const text = e instanceof SVGElement ? style.fill : style.color;
	const [a, b] = [light(color(text)), light(behind(e))].sort().reverse();
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};
for (const e of all('body *')) {
	const own = [...e.childNodes].some((n) => n.nodeType === 3 &&
		n.data.trim() !== '');
	if (own && contrast(e) < 4.5)
		bad.push('contrast ' + contrast(e).toFixed(2) + ': ' + says(e));
}
if (document.documentElement.lang === '')
	bad.push('no language');
if (all('h1').length !== 1)
	bad.push(all('h1').length + ' h1');
let level = 1;
for (const e of all('h1, h2, h3, h4, h5, h6')) {
	const here = Number(e.tagName[1]);
	if (here > level + 1 && !e.closest('.prose'))
		bad.push('skips a level: ' + says(e));
	level = here;
}
for (const e of all('table')) {
	if (e.caption === null || e.caption.textContent.trim() === '')
		bad.push('no caption');
	for (const th of e.querySelectorAll('th'))
		if (!['row', 'col'].includes(th.scope))
			bad.push('no scope: ' + says(th));
}
for (const e of document.querySelectorAll('input, textarea, select'))
	if (e.labels.length === 0 && !e.hasAttribute('aria-label'))
		bad.push('no label: ' + e.name + e.id);
for (const e of all('fieldset'))
	if (e.querySelector('legend') === null)
		bad.push('no legend');
for (const e of all('button, .steps label')) {
	const box = e.getBoundingClientRect();
	if (box.width < 24 || box.height < 24)
		bad.push('small: ' + says(e));
}
// A date, a time or a word of usual length stands on one line.
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (words.nextNode()) {
	const node = words.currentNode;
	if (!visible(node.parentElement))
		continue;
	for (const word of node.data.matchAll(/\d[\d:.-]*\d|\p{L}{2,14}/gu)) {
		const range = document.createRange();
		range.setStart(node, word.index);
		range.setEnd(node, word.index + word[0].length);
		const tops = [...range.getClientRects()].map((r) => r.top);
		if (new Set(tops).size > 1)
			bad.push('broken: ' + word[0]);
	}
}
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
if (new Set(ids).size !== ids.length)
	bad.push('an id twice');
if (document.documentElement.scrollWidth > innerWidth)
	bad.push('scrolls to the side: ' + document.documentElement.scrollWidth);
return bad.slice(0, 10);
