// A report on paper: what it is, when it is from and where it was taken from, all of its text, and
// nothing that only a screen can use.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { baseUrl, build, scratch, squeeze, textOf } from '../lib/portal.mjs';
import { chromium, fileOrigin } from './browsers.mjs';

const portal = build(fileURLToPath(new URL('site', import.meta.url)));
const origin = fileOrigin(portal.folder);
const report = 'reports/2013-geneva.html';
const short = 'reports/2000-reflow.html';

let browser, page;
before(async () => {
    browser = await chromium();
    page = await browser.newPage();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]); // paper is white
});
after(() => browser?.close());

async function open(path, css = '') {
    await page.goto(origin + path);
    await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
    }, css);
}

// As it comes out of a PDF, letters may be in their joined forms, in the order of the eye, and with
// marks of direction between them.
const plain = (text) => text.normalize('NFKC').replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069\u00AD]/g, '');
const solid = (text) => plain(text).replace(/[\s-]+/g, ''); // a hyphen at the end of a line is lost
const words = (text) => plain(text).replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]{2,}/gu) ?? [];

// The text of each sheet of paper.
async function sheets(format) {
    const file = join(scratch(), 'page.pdf');
    writeFileSync(file, await page.pdf({ format, timeout: 60_000 }));
    return execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 24 })
        .split('\f').filter((sheet) => sheet.trim());
}

async function printFaults(path, format, css) {
    await open(path, css);
    const faults = [];
    const paper = await sheets(format);
    const text = solid(paper.join('\n'));
    const found = new Set(words(paper.join('\n')));
    const bare = text.replace(/\p{M}/gu, ''); // Chinese has no spaces to find words by
    const { all, aids, headings } = await page.evaluate(() => {
        const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.trim());
        const copy = document.querySelector('main').cloneNode(true);
        for (const aid of copy.querySelectorAll('nav, .permalink, .permalink ~ a, .versions, .back, .colophon, .related .entry p')) aid.remove();
        const nodes = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
        let all = '';
        while (nodes.nextNode()) all += ` ${nodes.currentNode.data}`;
        return { all, aids: texts('.skip, .languages a, .menu a, .menu ~ button, button, .breadcrumbs a, .footer a, .contents h2'),
                 headings: texts('main h1, main h2, main h3') };
    });
    // Navigation: words that the text itself does not have.
    const own = solid(all) + solid(await page.$eval('.colophon', (element) => element.textContent));
    const telling = aids.filter((aid) => !own.includes(solid(aid)));
    assert.ok(telling.length >= 8, `hardly any navigation to look for: ${telling}`);
    for (const aid of telling) {
        const printed = text.includes(solid(aid)) || (words(aid).length > 1 && words(aid).every((word) => found.has(word) && !words(all).includes(word)));
        if (printed) faults.push(`navigation is printed: ${aid}`);
    }
    if (text.includes('¶')) faults.push('links to paragraphs are printed');

    const source = portal.page(path);
    const address = source.links('canonical')[0].attributes.href;
    assert.ok(address.startsWith(baseUrl));
    if (!text.includes(solid(address))) faults.push(`no address of the page: ${address}`);
    for (const link of source.all('a', (has) => /^https:/.test(has.href ?? ''))) {
        // In Arabic a long address is read back line by line from the wrong end.
        const pieces = words(link.attributes.href).filter((word) => word.length < 25);
        if (path.startsWith('ar/') ? !pieces.every((word) => bare.includes(word)) : !text.includes(solid(link.attributes.href))) faults.push(`no address of ${squeeze(textOf(link))}: ${link.attributes.href}`);
    }
    const masthead = await page.$$eval('.masthead > div:not(.versions) dd', (list) => list.map((element) => element.textContent));
    assert.ok(masthead.length >= 2);
    for (const value of masthead) {
        if (!text.includes(solid(value)) && !words(value).every((word) => found.has(word))) faults.push(`not printed: ${value}`);
    }
    const wanted = words(all).filter((word) => word.length < 25); // longer ones go over several lines
    const lost = wanted.filter((word) => !found.has(word) && !bare.includes(word));
    if (lost.length > wanted.length / 200) faults.push(`${lost.length} of ${wanted.length} words are lost: ${lost.slice(0, 10).join(' ')}`);

    for (const [number, sheet] of paper.slice(0, -1).entries()) {
        const last = solid(sheet.trim().split('\n').at(-1));
        if (headings.some((heading) => last.length > 3 && solid(heading).endsWith(last))) {
            faults.push(`sheet ${number + 1} ends with the heading ${last}`);
        }
    }
    return { faults, sheets: paper.length };
}

for (const lang of ['ar', 'zh', 'en', 'ru']) {
    test(`reports in ${lang} on A4 and Letter`, async (context) => {
        for (const format of ['A4', 'Letter']) {
            const long = await printFaults(`${lang}/${report}`, format);
            assert.deepEqual(long.faults, [], format);
            assert.ok(long.sheets >= 3 && long.sheets <= 14, `${long.sheets} sheets`);
            context.diagnostic(`${long.sheets} sheets of ${format} in ${lang}`);
        }
        const { faults } = await printFaults(`${lang}/${short}`, 'A4');
        assert.deepEqual(faults, []);
        assert.match(solid((await sheets('A4')).join('')), /WIPO\/SSC\/GE\/13\/2\/ADD\.1\/CORR\.2/, 'the symbol');
    });
}

// Black on white, whatever the screen was.
const inkFaults = () => page.evaluate(() => {
    const faults = new Set();
    for (const element of document.querySelectorAll('html, body, main, main *')) {
        if (!element.checkVisibility()) continue;
        const { color, backgroundColor } = getComputedStyle(element);
        if (color !== 'rgb(0, 0, 0)') faults.add(`<${element.tagName.toLowerCase()}> in ${color}`);
        if (!['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(backgroundColor)) {
            faults.add(`<${element.tagName.toLowerCase()}> on ${backgroundColor}`);
        }
    }
    return [...faults];
});

test('black on white, heads of tables on every sheet', async () => {
    await page.emulateMediaType('print');
    try {
        for (const path of [`ar/${report}`, `en/${short}`, 'zh/case-studies/sample-grain-dryer.html', 'ru/reports/index.html']) {
            await open(path);
            assert.deepEqual(await inkFaults(), [], path);
        }
        await open(`en/${short}`);
        assert.equal(await page.$eval('thead', (element) => getComputedStyle(element).display), 'table-header-group');
        await open(`en/${short}`, '.lede { color: #555 !important; background: #eee }');
        assert.deepEqual(await inkFaults(), ['<p> in rgb(85, 85, 85)', '<p> on rgb(238, 238, 238)']);
    } finally {
        await page.emulateMediaType(null);
    }
});

for (const [fault, path, css, found] of [
    ['a menu on paper', report, '.banner { display: block !important }', /navigation is printed/],
    ['a menu on paper, in Chinese', report, '.banner { display: block !important }', /navigation is printed/],
    ['a menu on paper, in Arabic', report, '.banner { display: block !important }', /navigation is printed/],
    ['links to paragraphs', report, '.permalink { display: inline !important }', /links to paragraphs/],
    ['a page that does not say where it is from', report, '.colophon { display: none !important }', /no address of the page/],
    ['a link without its address', short, 'main a::after { content: none !important }', /no address of the full text/],
    ['a report without its date', short, '.masthead { display: none !important }', /not printed: 29 February 2000/],
    ['text that is lost', report, '.prose ol ol { display: none }', /words are lost/],
    ['a heading at the foot of a sheet', report, 'main h2 { break-after: page !important }', /ends with the heading/],
]) {
    const lang = /Chinese$/.test(fault) ? 'zh' : /Arabic$/.test(fault) ? 'ar' : 'en';
    test(`finds ${fault}`, async () => {
        assert.match((await printFaults(`${lang}/${path}`, 'A4', css)).faults.join('\n'), found);
    });
}
