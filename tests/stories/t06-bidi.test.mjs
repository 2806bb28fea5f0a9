// T6: a symbol such as CDIP/12/2 Rev.1 and a figure such as 0.5% keep their order in a text that runs
// from right to left: in the markup, and as Chromium and Firefox lay it out.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, fileOrigin, firefox } from '../browser/browsers.mjs';
import { build, closest, scratch, squeeze } from '../lib/portal.mjs';

const additions = scratch();
function put(path, text) {
    mkdirSync(dirname(join(additions, path)), { recursive: true });
    writeFileSync(join(additions, path), text);
}
const text = `1. تذكر الوثيقة CDIP/12/2 Rev.1 أن النسبة 0.5% من الميزانية، ثم (-3) و12,5 % بعدها.

2. **0.5%** في الجدول، والرمز [CDIP/12/12 PROV.]{lang=zxx} هنا، و\`CDIP/3/INF/2.\` كذلك.

| النسبة |
|---|
| 0.5% |
`;
put('content/reports/2000-bidi.ar.md', `---
title: ملاحظات على الوثيقة CDIP/12/2 Rev.1 في جنيف
symbol: CDIP/12/2 Rev.1
date: 2000-02-03
---
${text}`);
put('content/figures/test-share.ar.yaml', `title: حصة للاختبار
percent: 0.5
as_of: 2013-11-22
source: 2013-geneva#p6-a
`);
const portal = build(additions);
const report = 'ar/reports/2000-bidi.html';
const pages = {
    [report]: { 'CDIP/12/2 Rev.1': 3, '0.5%': 3, '-3': 1, '12,5 %': 1, 'CDIP/12/12 PROV.': 1, 'CDIP/3/INF/2.': 1 },
    'ar/reports/index.html': { 'CDIP/12/2 Rev.1': 1 },
    'ar/archive.html': { 'CDIP/12/2 Rev.1': 1 },
    'ar/figures/test-share.html': { '0.5%': 1 },
};

const browsers = [];
let tabs;
before(async () => {
    for (const launch of [chromium, firefox]) browsers.push(await launch());
    tabs = await Promise.all(browsers.map((browser) => browser.newPage()));
});
after(() => Promise.all(browsers.map((browser) => browser.close())));

// Each place of `wanted` in the page: its characters from left to right, line by line.
const seen = (tab, wanted) => tab.evaluate((wanted) => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        if (!node.parentElement.checkVisibility()) continue;
        for (let from = 0, at; (at = node.data.indexOf(wanted, from)) >= 0; from = at + wanted.length) {
            const places = [...wanted].map((character, n) => {
                const range = document.createRange();
                range.setStart(node, at + n);
                range.setEnd(node, at + n + 1);
                const [box] = range.getClientRects();
                return { character, left: box?.left ?? 0, line: Math.round(box?.bottom ?? 0) };
            });
            places.sort((a, b) => (Math.abs(a.line - b.line) > 8 ? a.line - b.line : a.left - b.left));
            found.push(places.map((place) => place.character).join(''));
        }
    }
    return found;
}, wanted);

async function turned(tab, folder, path, wanted, least) {
    await tab.goto(fileOrigin(folder) + path);
    const found = await seen(tab, wanted);
    return [
        ...(found.length < least ? [`${path}: “${wanted}” is there ${found.length} times`] : []),
        ...found.filter((as) => as !== wanted).map((as) => `${path}: “${wanted}” is seen as “${as}”`),
    ];
}

for (const [path, wanted] of Object.entries(pages)) {
    test(`${path}: browsers show every sign where it was written`, async () => {
        assert.ok(portal.has(path), path);
        for (const tab of tabs) {
            for (const [what, least] of Object.entries(wanted)) {
                assert.deepEqual(await turned(tab, portal.folder, path, what, least), []);
            }
        }
    });
}

test('all pages of the portal in Arabic isolate symbols and figures in markup', () => {
    const isolated = (element) => closest(element, (at) =>
        ['bdi', 'code'].includes(at.tagName) || at.attributes.dir === 'ltr') !== null;
    const faults = [];
    for (const path of portal.pages.filter((path) => path.startsWith('ar/'))) {
        for (const { text, parent } of portal.page(path).texts) {
            if (['title', 'style'].includes(parent.tagName) || closest(parent, (at) => at.tagName === 'svg')) continue;
            // Figures with a sign, but for a percentage that is all there is: no letter turns that
            // round. And a text that is a symbol and nothing else.
            const hasFigure = /(^|[\s(])[-+−]\d|\d\s?%/.test(text) && !/^[\d.,]+%$/.test(text.trim());
            const isSymbol = /^[A-Z]+(\/[\w. ]+)+$/.test(text.trim());
            if ((hasFigure || isSymbol) && !isolated(parent)) faults.push(`${path}: ${squeeze(text)}`);
        }
    }
    assert.deepEqual(faults, []);
});

for (const [name, from, to, what] of [
    ['a figure that is not isolated', /<bdi dir="ltr">0\.5%<\/bdi>/, '0.5%', '0.5%'],
    ['a minus that is not isolated', /<bdi dir="ltr">-3<\/bdi>/, '-3', '-3'],
    ['a symbol that is not isolated', /<span lang="zxx"[^>]*>(CDIP.12.12 PROV\.)<\/span>/, '$1', 'CDIP/12/12 PROV.'],
]) {
    test(`finds ${name}`, async () => {
        const folder = portal.with(report, (text) => text.replace(from, to)).save();
        for (const tab of tabs) assert.notDeepEqual(await turned(tab, folder, report, what, 1), []);
    });
}
