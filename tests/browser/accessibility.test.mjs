// axe-core on every template, in four scripts, light and dark, narrow and wide: no violations, and
// nothing it could not decide but what is explained below.
//
// axe takes joined Arabic letters for an icon font and then skips the contrast of all text in that
// font family (axe-core 4.14.1, _isIconLigature): an Arabic page passes whatever its colours. So
// contrast is measured a second time, with an x for each Arabic letter, and we count whether every
// text that can be seen got a result.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, inQuestion } from '../lib/portal.mjs';
import { chromium, fileOrigin, templates } from './browsers.mjs';

const portal = build(fileURLToPath(new URL('site', import.meta.url)));
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const schemes = ['light', 'dark'];
const widths = [320, 1280];

let browser, page;
before(async () => {
    browser = await chromium();
    page = await browser.newPage();
});
after(() => browser?.close());

async function open(folder, path) {
    await page.goto(fileOrigin(folder) + path);
    await page.evaluate(`${axe}; globalThis.scrolledAway = ${scrolledAway}`);
}

async function show(width, scheme) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme },
                                     { name: 'prefers-reduced-motion', value: 'reduce' }]);
}

// In the page: is an element moved out of the view of a region that scrolls? No one can say what
// lies behind it there; as the regions are few, it says nothing about the page either.
const scrolledAway = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(at).overflowX) || at.scrollWidth <= at.clientWidth) continue;
        const [inner, outer] = [element.getBoundingClientRect(), at.getBoundingClientRect()];
        return inner.left < outer.left - 1 || inner.right > outer.right + 1;
    }
    return false;
};

// What axe finds: a list of texts.
const violations = (rules) => page.evaluate(async (rules) => {
    const options = { resultTypes: ['violations', 'incomplete'], elementRef: true };
    if (rules) options.runOnly = rules;
    else options.rules = { 'target-size': { enabled: true } };
    const { violations, incomplete } = await axe.run(document, options);
    const texts = [];
    for (const { id, nodes } of violations) {
        for (const { html, failureSummary } of nodes) {
            texts.push(`${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`);
        }
    }
    for (const { id, nodes } of incomplete) {
        for (const { html, element, any } of nodes) {
            // Signs such as ¶ and ↩: their labels are words, and no letters are to be read.
            const sign = !/[\p{L}\p{N}]/u.test(element.textContent);
            if (id === 'color-contrast' && globalThis.scrolledAway(element)) continue;
            if (id === 'color-contrast' && element.ownerSVGElement) continue; // see drawn() below
            if (sign && ['color-contrast', 'label-content-name-mismatch'].includes(id)) continue;
            texts.push(`undecided ${id}: ${html.slice(0, 160)} ${any[0]?.message}`);
        }
    }
    return texts;
}, rules);

// The contrast of text whose letters axe would take for icons, and the texts that got no result.
const contrast = () => page.evaluate(async () => {
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode;
        if (/\p{Script=Arabic}/u.test(node.data)) node.data = node.data.replace(/[\p{Script=Arabic}\p{M}]/gu, 'x');
    }
    const { passes, violations, incomplete } = await axe.run(document, { runOnly: ['color-contrast'], elementRef: true });
    const nodes = (results) => results.flatMap((result) => result.nodes);
    const judged = new Set([...nodes(passes), ...nodes(violations)].map(({ element }) => element));
    const visible = [...document.body.querySelectorAll('*')].filter((element) => {
        const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        if (element.closest('.skip')) return false; // out of sight until it has the focus
        if (element.ownerSVGElement || !own.some((node) => /[\p{L}\p{N}]/u.test(node.data))) return false;
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true }) &&
            !globalThis.scrolledAway(element);
    });
    return {
        faults: nodes(violations).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message}`)
            .concat(nodes(incomplete).filter(({ element }) => visible.includes(element))
                .map(({ html, any }) => `undecided: ${html.slice(0, 160)} ${any[0]?.message}`)),
        visible: visible.length,
        missed: visible.filter((element) => !judged.has(element)).map((element) => element.outerHTML.slice(0, 160)),
    };
});

// axe cannot tell what lies behind a text of a drawing. In a chart that is the page, and over it the
// shapes that come before the text and have its middle in them: how much each text stands out.
const drawn = () => page.evaluate(() => {
    const rgb = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
    const light = (channels) => channels
        .map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
    const paper = rgb(getComputedStyle(document.body).backgroundColor);
    const results = [];
    for (const svg of document.querySelectorAll('.chart svg')) {
        const rects = [];
        for (const element of svg.querySelectorAll(':scope > rect, :scope > text')) {
            const box = element.getBoundingClientRect();
            if (element.localName === 'rect') {
                const { fill, fillOpacity } = getComputedStyle(element);
                if (!fill.startsWith('url')) rects.push({ box, fill: rgb(fill), opacity: Number(fillOpacity) });
                continue;
            }
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            let ground = paper;
            for (const { box, fill, opacity } of rects) {
                if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
                ground = ground.map((value, i) => value * (1 - opacity) + fill[i] * opacity);
            }
            const [a, b] = [light(rgb(getComputedStyle(element).fill)), light(ground)].sort((a, b) => b - a);
            results.push({ text: element.outerHTML, ratio: (a + 0.05) / (b + 0.05) });
        }
    }
    return results;
});

for (const scheme of schemes) {
    test(`texts in charts stand out, ${scheme}`, async () => {
        for (const path of [templates.charts, templates['stacked charts']]) {
            await open(portal.folder, `ar/${path}`);
            await show(1280, scheme);
            const texts = await drawn();
            assert.ok(texts.length > 50);
            assert.deepEqual(texts.filter(({ ratio }) => ratio < 4.5), []);
        }
    });
}

const usual = ['en', 'ar', 'zh', 'ru'];
for (const lang of inQuestion(usual)) {
    test(`axe finds nothing in ${lang}`, async (context) => {
        const faults = new Map(); // text -> the pages it is on
        let visible = 0;
        let missed = 0;
        const note = (text, where) => faults.set(text, [...(faults.get(text) ?? []), where]);
        const paths = Object.values(templates).map((path) => `${lang}/${path}`)
            .filter((path) => usual.includes(lang) || portal.has(path)); // not translated: no page
        if (lang === 'en') paths.push('index.html'); // the chooser
        for (const path of paths) {
            await open(portal.folder, path);
            const modes = widths.flatMap((width) => schemes.map((scheme) => [width, scheme]));
            for (const mode of modes) {
                await show(...mode);
                // Of all rules, two look at colours; the others would say the same again in the dark.
                const rules = mode[1] === 'light' ? null : ['color-contrast', 'link-in-text-block'];
                for (const text of await violations(rules)) note(text, `${path} ${mode.join(' ')}`);
            }
            if (path.endsWith('/index.html')) { // with the menu open, where it waits behind a button
                await show(320, 'dark');
                await page.evaluate(() => document.querySelector('[popover]').showPopover());
                for (const text of await violations()) note(text, `${path} with its menu open`);
                await page.evaluate(() => document.querySelector('[popover]').hidePopover());
            }
            // Every page has the word العربية in its frame; the rest of it axe has judged above.
            for (const mode of lang === 'ar' ? modes : modes.slice(-1)) {
                await show(...mode);
                const result = await contrast();
                visible += result.visible;
                missed += result.missed.length;
                for (const text of result.faults) note(`contrast: ${text}`, `${path} ${mode.join(' ')}`);
                if (result.missed.length > result.visible / 100) {
                    for (const text of result.missed) note(`no contrast measured: ${text}`, `${path} ${mode.join(' ')}`);
                }
            }
        }
        context.diagnostic(`contrast measured on ${visible - missed} of ${visible} texts in ${lang}`);
        assert.deepEqual([...faults].map(([text, where]) => `${text} (${where.length}: ${where[0]})`), []);
    });
}

// ---- What it must find --------------------------------------------------------------------------

const style = portal.paths.find((path) => /portal-[^/]*\.css$/.test(path));

describe('finds', () => {
    for (const [fault, change, found] of [
        ['a picture without a description', (text) => text.replace(' alt=""', ''), /image-alt/],
        ['a skipped heading', (text) => text.replace('<h2', '<h4').replace('</h2>', '</h4>'), /heading-order/],
        ['a nameless link', (text) => text.replace('</main>', '<a href="index.html"></a></main>'), /link-name/],
        ['a list of no items', (text) => text.replace('</main>', '<ul><li>1</li><p>2</p></ul></main>'), /list/],
    ]) {
        test(fault, async () => {
            await open(portal.with('ar/index.html', change).save(), 'ar/index.html');
            await show(1280, 'light');
            assert.match((await violations()).join('\n'), found);
        });
    }

    const repainted = (css) => portal.with(style, (text) => `${text}\n${css}`)
        .with('ar/index.html', (text) => text.replace('</main>', '<p id="pale">ضعيف التباين</p></main>')).save();

    test('pale Arabic', async () => {
        await open(repainted('#pale { color: #bbb; background: #fff }'), 'ar/index.html');
        await show(1280, 'light');
        assert.match((await contrast()).faults.join('\n'), /id="pale"/);
    });

    test('pale Arabic in the dark', async () => {
        await open(repainted('@media (prefers-color-scheme: dark) { #pale { color: #444; background: #000 } }'), 'ar/index.html');
        await show(1280, 'light');
        assert.deepEqual((await contrast()).faults, []);
        await show(1280, 'dark');
        assert.match((await contrast()).faults.join('\n'), /id="pale"/);
    });

    test('text nobody can judge', async () => {
        await open(repainted('#pale { background: linear-gradient(#fff, #000) }'), 'ar/index.html');
        await show(1280, 'light');
        const { faults, missed } = await contrast();
        assert.match(faults.join('\n'), /undecided: .*id="pale"/);
        assert.match(missed.join('\n'), /id="pale"/);
    });

    test('a pale number in a chart', async () => {
        await open(portal.with(style, (text) => `${text}\n.chart text { fill: #6a9c8d }`).save(), `ar/${templates.charts}`);
        await show(1280, 'light');
        assert.ok((await drawn()).some(({ ratio }) => ratio < 4.5));
    });

    test('targets that are too small', async () => {
        await open(portal.with(style, (text) => `${text}\nmain button { inline-size: 9px; block-size: 9px; padding: 0 }`)
            .with('ar/index.html', (text) => text.replace('</main>',
                '<button type="button">1</button><button type="button">2</button></main>')).save(), 'ar/index.html');
        await show(1280, 'light');
        assert.match((await violations()).join('\n'), /target-size/);
    });
});
