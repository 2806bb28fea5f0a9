// Pages as they lie on the screen: nothing runs out of a phone, is cut off or lies over something
// else, also with wider spacing or larger letters; right-to-left is the mirror of left-to-right; the
// keyboard goes where the eye goes; each script is set as it is used to.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, directionOf, inQuestion, languages } from '../lib/portal.mjs';
import { chromium, fileOrigin, firefox, templates } from './browsers.mjs';

const additions = fileURLToPath(new URL('site', import.meta.url));
const portal = build(additions);
const origin = fileOrigin(portal.folder);
const tried = build(additions, '--pseudo'); // with texts longer than those of any language
const report = 'reports/2013-geneva.html';
const long = 'reports/2000-reflow.html';

let page, other; // of Chromium and of Firefox
const browsers = [];
before(async () => {
    for (const launch of [chromium, firefox]) browsers.push(await launch());
    [page, other] = await Promise.all(browsers.map((browser) => browser.newPage()));
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
});
after(() => Promise.all(browsers.map((browser) => browser.close())));

// A style sheet of the reader's, or a planted fault. The policy of the pages keeps out <style>.
const restyle = (page, css) => page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
}, css);

const addressOf = (path) => (/^\w\w-X/.test(path) ? fileOrigin(tried.folder) : origin) + path;

async function open(page, path, { width = 1280, height = 900, scale = 1, css = '' } = {}) {
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    if (page.url() !== addressOf(path)) await page.goto(addressOf(path));
    await restyle(page, css);
}

// ---- Reflow -------------------------------------------------------------------------------------

const overflow = (page, inside = 'body') => page.evaluate((inside) => {
    const faults = [];
    const name = (element) => `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide on ${root.clientWidth}`);
    const boxes = [];
    for (const element of document.querySelector(inside).querySelectorAll('*')) {
        if (!element.checkVisibility() || element.closest('.skip')) continue;
        const style = getComputedStyle(element);
        if (/hidden|clip/.test(`${style.overflowX} ${style.overflowY}`) &&
            (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
            faults.push(`cut off: ${name(element)}`);
        }
        if (element.closest('.table')) continue; // a table too wide for the screen scrolls by itself
        for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const { left, right, top, bottom } of range.getClientRects()) {
                if (right - left < 1) continue;
                if (left < -1 || right > root.clientWidth + 1) faults.push(`out of the page: ${name(element)}`);
                const ink = (bottom - top) / 4; // signs above and below may share a gap between lines
                boxes.push({ element, node, left: left + 1, right: right - 1, top: top + ink, bottom: bottom - ink });
            }
        }
    }
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((one, at) => {
        for (let n = at + 1; n < boxes.length && boxes[n].top < one.bottom; n++) {
            const two = boxes[n];
            if (one.node !== two.node && two.left < one.right && one.left < two.right) {
                faults.push(`one over the other: ${name(one.element)} and ${name(two.element)}`);
            }
        }
    });
    return [...new Set(faults)];
}, inside);

const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }`; // WCAG 2.2, 1.4.12
const situations = {
    'on a phone': { width: 320 },
    'on a phone, with wider spacing': { width: 320, css: spacing },
    'at a zoom of 200 %': { width: 640, scale: 2 },
    'with letters twice as large': { css: ':root { font-size: 200% !important }' },
};

async function overflowEverywhere(page, paths, names = Object.keys(situations)) {
    const faults = [];
    for (const path of paths) {
        for (const name of names) {
            await open(page, path, situations[name]);
            faults.push(...(await overflow(page)).map((fault) => `${path} ${name}: ${fault}`));
        }
    }
    return faults;
}

describe('nothing runs out of the screen', () => {
    for (const lang of inQuestion(languages)) {
        test(lang, async () => {
            const kinds = ['ar', 'zh', 'ru', 'en'].includes(lang) ? Object.keys(templates)
                : ['home', 'report', 'index', 'facet', 'tree'];
            const paths = kinds.map((kind) => `${lang}/${templates[kind]}`).filter((path) => portal.has(path));
            assert.deepEqual(await overflowEverywhere(page, paths), []);
        });
    }

    for (const lang of ['en-XA', 'ar-XB']) {
        test(`${lang}, where all is longer`, async () => {
            const paths = Object.values(templates).map((path) => `${lang}/${path}`);
            assert.deepEqual(paths.filter((path) => !tried.has(path)), []);
            assert.deepEqual(await overflowEverywhere(page, paths), []);
            await open(page, `${lang}/index.html`, { width: 320 });
            await page.click('[popovertarget="menu"]');
            assert.deepEqual(await overflow(page, '.menu'), []);
        });
    }

    test('the page of all languages', async () => {
        assert.deepEqual(await overflowEverywhere(page, ['index.html']), []);
    });

    test('the open menu', async () => {
        for (const lang of inQuestion(languages)) {
            await open(page, `${lang}/index.html`, { width: 320 });
            await page.click('[popovertarget="menu"]');
            assert.deepEqual(await overflow(page, '.menu'), [], lang);
        }
    });

    test('Firefox agrees', async () => {
        const paths = ['ar', 'zh', 'en'].flatMap((lang) => ['index.html', report, long].map((path) => `${lang}/${path}`));
        assert.deepEqual(await overflowEverywhere(other, paths, ['on a phone', 'on a phone, with wider spacing']), []);
    });

    for (const [fault, css, found] of [
        ['a page that is too wide', 'main { inline-size: 400px }', /px wide on 320/],
        ['a word that is too long', '* { overflow-wrap: normal !important; min-inline-size: auto !important } code { white-space: pre }', /out of the page/],
        ['text that is cut off', '.lede { block-size: 1.2em; overflow: hidden }', /cut off/],
        ['text over text', '.lede { margin-block-start: -3em }', /one over the other/],
        ['text over text, right to left', '.masthead dd { block-size: 0.3em }', /one over the other/],
    ]) {
        test(`finds ${fault}`, async () => {
            await open(page, `ar/${long}`, { width: 320, css });
            assert.match((await overflow(page)).join('\n'), found);
        });
    }
});

// ---- Right to left ------------------------------------------------------------------------------

// The same page, turned: every box must lie where a mirror shows it.
const boxes = (page) => page.evaluate(() => {
    const list = document.querySelectorAll(`header.banner, header.banner img, .brand, nav, nav li, main, footer,
        main h1, main h2, main section, main aside, .columns > *, .masthead > div, .paragraphs > li, .entry`);
    return [...list].filter((element) => element.checkVisibility()).map((element) => {
        const { left, right, top, height } = element.getBoundingClientRect();
        return { name: `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 30)}`,
                 left, right, top: top + scrollY, height };
    });
});

async function mirrorFaults(page, path, options) {
    await open(page, path, options);
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    const turn = () => page.evaluate(() => {
        const { documentElement: root } = document;
        root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl';
    });
    const before = await boxes(page);
    await turn();
    const after = await boxes(page);
    await turn();
    const faults = [];
    before.forEach((box, at) => {
        const there = after[at];
        if (Math.abs(width - box.right - there.left) > 1.5 || Math.abs(width - box.left - there.right) > 1.5) {
            faults.push(`${box.name}: from ${box.left} to ${box.right}, mirrored from ${there.left} to ${there.right}`);
        }
    });
    return faults;
}

describe('right to left is a mirror', () => {
    for (const path of [`en/${report}`, 'en/case-studies/index.html', 'en/index.html', 'en/subjects/index.html', `ar/${report}`]) {
        test(path, async () => {
            assert.deepEqual(await mirrorFaults(page, path), []);
            assert.deepEqual(await mirrorFaults(page, path, { width: 320 }), []);
        });
    }

    test('Arabic begins on the right', async () => {
        const sides = {};
        for (const lang of ['en', 'ar']) {
            await open(page, `${lang}/${report}`);
            sides[lang] = await page.evaluate(() => {
                const centre = (selector) => {
                    const { left, right } = document.querySelector(selector).getBoundingClientRect();
                    return (left + right) / 2;
                };
                const order = (selector) => Math.sign(centre(`${selector} li:nth-child(2)`) - centre(`${selector} li:first-child`));
                return [Math.sign(centre('.brand img') - innerWidth / 2), order('.languages'), order('.menu'),
                        order('.breadcrumbs'), Math.sign(centre('.contents') - centre('.prose'))];
            });
        }
        assert.deepEqual(sides, { en: [-1, 1, 1, 1, 1], ar: [1, -1, -1, -1, -1] });
    });

    test('a code in Arabic keeps its order', async () => {
        for (const browserPage of [page, other]) {
            await open(browserPage, `ar/${long}`);
            const lefts = await browserPage.evaluate(() => {
                const text = document.querySelector('.masthead bdi a').firstChild;
                return [...'WIPO/SSC/GE/13/2/ADD'].map((_, at) => {
                    const range = document.createRange();
                    range.setStart(text, at);
                    range.setEnd(text, at + 1);
                    return range.getBoundingClientRect().left;
                });
            });
            assert.deepEqual(lefts, [...lefts].sort((a, b) => a - b));
        }
    });

    for (const [fault, css] of [
        ['a left margin', 'main { margin-left: 3em }'],
        ['text that floats left', '.brand img { float: left; } .brand { display: block }'],
        ['a place from the left', '.contents { position: relative; left: 1em }'],
    ]) {
        test(`finds ${fault}`, async () => {
            assert.notDeepEqual(await mirrorFaults(page, `en/${report}`, { css }), []);
        });
    }
});

// ---- Keyboard -----------------------------------------------------------------------------------

// Goes through the page with the Tab key, at most `most` times; gives what is wrong on the way.
async function walk(page, most = 40) {
    const faults = [];
    const expected = await page.evaluate(() => {
        globalThis.stops = [...document.querySelectorAll('a[href], button, [tabindex="0"]')]
            .filter((element) => element.checkVisibility());
        document.activeElement?.blur();
        getSelection().removeAllRanges();
        scrollTo(0, 0);
        return globalThis.stops.length;
    });
    for (let at = 0; at < Math.min(most, expected); at++) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate((at) => {
            const element = document.activeElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            // Of a link over two lines, the first part.
            const { left, right, top, bottom, width, height } = element.getClientRects()[0] ?? new DOMRect();
            const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return {
                name: `stop ${at + 1}, <${element.tagName.toLowerCase()}> ${element.textContent.trim().slice(0, 30)}`,
                expected: element === globalThis.stops[at], wanted: globalThis.stops[at].textContent.trim().slice(0, 30),
                outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
                inView: width > 1 && height > 1 && top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1,
                onTop: element.contains(hit),
                skip: element.getAttribute('href') === '#main',
            };
        }, at);
        if (at === 0 && !seen.skip) faults.push(`${seen.name}: not the skip link`);
        if (!seen.expected) faults.push(`${seen.name}: expected ${seen.wanted}`);
        if (!seen.outlined) faults.push(`${seen.name}: the focus cannot be seen`);
        if (!seen.inView) faults.push(`${seen.name}: not in view`);
        else if (!seen.onTop) faults.push(`${seen.name}: something lies over it`);
    }
    return faults;
}

// In one line, the next link lies further on.
const orderFaults = (page, direction) => page.evaluate((direction) =>
    ['.languages', '.menu', '.breadcrumbs', '.footer'].filter((selector) => {
        const rects = [...document.querySelectorAll(`${selector} a`)].map((link) => link.getBoundingClientRect());
        return rects.some((rect, at) => {
            const next = rects[at + 1];
            if (!next || Math.abs(next.top - rect.top) > rect.height / 2) return next && next.bottom < rect.top;
            return direction === 'rtl' ? next.right > rect.left + 1 : next.left < rect.right - 1;
        });
    }), direction);

describe('the keyboard goes where the eye goes', () => {
    for (const lang of ['en', 'ar']) {
        test(lang, async () => {
            for (const path of [`${lang}/${report}`, `${lang}/case-studies/index.html`, `${lang}/index.html`]) {
                for (const width of [1280, 320]) {
                    await open(page, 'index.html'); // so that the walk begins anew
                    await open(page, path, { width });
                    assert.deepEqual(await walk(page), [], `${path} at ${width}`);
                    assert.deepEqual(await orderFaults(page, directionOf(lang)), [], `${path} at ${width}`);
                }
            }
        });
    }

    test('Firefox agrees', async () => {
        await open(other, `ar/${report}`);
        assert.deepEqual(await walk(other, 25), []);
    });

    test('the skip link skips', async () => {
        await open(page, 'index.html');
        await open(page, `ar/${report}`);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
    });

    test('the menu opens, closes and gives the focus back', async () => {
        await open(page, `ar/${report}`, { width: 320 });
        await page.focus('[popovertarget="menu"]');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('.menu').contains(document.activeElement)));
        await page.keyboard.press('Escape');
        assert.ok(await page.evaluate(() => document.activeElement.matches('[popovertarget="menu"]')));
    });

    for (const [fault, css, found] of [
        ['a focus that cannot be seen', ':focus-visible { outline: none !important }', /cannot be seen/],
        ['a bar that lies over the focus', 'body::after { content: ""; position: fixed; inset: 0; background: #fff }', /something lies over it/],
        ['a skip link that stays hidden', '.skip { inline-size: 1px !important; block-size: 1px !important; padding: 0 !important; overflow: hidden }', /not in view/],
        ['a skip link that is gone', '.skip { display: none }', /not the skip link/],
    ]) {
        test(`finds ${fault}`, async () => {
            await open(page, 'index.html');
            await open(page, `en/${report}`, { css });
            assert.match((await walk(page, 12)).join('\n'), found);
        });
    }

    test('finds another order than that of the page', async () => {
        await open(page, 'index.html');
        await open(page, `en/${report}`);
        await page.evaluate(() => document.querySelector('.footer a').setAttribute('tabindex', '1'));
        assert.match((await walk(page, 12)).join('\n'), /expected/);
        await restyle(page, '.languages ul, .menu ul { flex-direction: row-reverse }');
        assert.deepEqual(await orderFaults(page, 'ltr'), ['.languages', '.menu']);
    });
});

// ---- Targets ------------------------------------------------------------------------------------

// Links in lists of links, and buttons; links in a sentence are as high as its lines.
const small = (page) => page.evaluate(() =>
    [...document.querySelectorAll('nav a, button, .facets a, .footer a, .versions a, .facts a, .choices a, .back')]
        .filter((element) => element.checkVisibility())
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 23.9 || height < 23.9)
        .map(([element, { width, height }]) => `${element.outerHTML.slice(0, 100)}: ${width} × ${height}`));

describe('targets are 24 px high and wide', () => {
    test('in all languages', async () => {
        for (const lang of inQuestion(languages)) {
            for (const kind of ['home', 'report', 'short report', 'item', 'index', 'facet', 'tree', 'a-z', 'not-found']) {
                const path = `${lang}/${templates[kind]}`;
                if (!portal.has(path)) continue;
                for (const width of [1280, 320]) {
                    await open(page, path, { width });
                    assert.deepEqual(await small(page), [], `${path} at ${width}`);
                }
            }
        }
        await open(page, 'index.html');
        assert.deepEqual(await small(page), []);
    });

    test('finds smaller ones', async () => {
        await open(page, 'zh/index.html', { css: '.footer a { padding: 0; line-height: 1 }' });
        assert.notDeepEqual(await small(page), []);
    });
});

// ---- Each script as it is used to ---------------------------------------------------------------

const typography = (page) => page.evaluate(() => {
    const faults = new Set();
    for (const element of document.body.querySelectorAll('*')) {
        const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!own || !element.checkVisibility()) continue;
        const lang = element.closest('[lang]').lang.split('-')[0];
        const style = getComputedStyle(element);
        const lead = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
        const bad = (what) => faults.add(`${lang} <${element.tagName.toLowerCase()} class="${element.className}">: ${what}`);
        const joined = ['ar', 'fa', 'ur', 'ps', 'km', 'th', 'my', 'lo'].includes(lang);
        if (joined || lang === 'zh') {
            if (!['normal', '0px'].includes(style.letterSpacing)) bad(`letters spaced by ${style.letterSpacing}`);
            if (style.fontStyle !== 'normal') bad('slanted');
        }
        if (joined && style.textTransform !== 'none') bad(style.textTransform);
        if (element.closest('sup')) continue; // lies in a line of other text
        const text = element.matches('p, li, dd, td') && element.closest('.prose');
        const least = joined ? 1.6 : text ? 1.5 : 1.15;
        if (!(lead >= least - 0.01)) bad(`lines ${lead.toFixed(2)} apart`);
        if (style.textAlign === 'justify') bad('justified');
        if (style.wordBreak === 'break-all') bad('breaks words anywhere');
        if (parseFloat(style.fontSize) < 12) bad(`${style.fontSize} large`);
    }
    return [...faults];
});

describe('each script is set as it is used to', () => {
    test('in all languages', async () => {
        for (const lang of inQuestion(languages)) {
            for (const kind of ['home', 'report', 'short report', 'item', 'page', 'index', 'site-map']) {
                const path = `${lang}/${templates[kind]}`;
                if (!portal.has(path)) continue;
                for (const width of [1280, 320]) {
                    await open(page, path, { width });
                    assert.deepEqual(await typography(page), [], `${path} at ${width}`);
                }
            }
        }
    });

    for (const [fault, css, found] of [
        ['spaced Arabic', 'h1 { letter-spacing: 0.05em }', /ar <h1.*spaced/],
        ['capitals', '.masthead dt { text-transform: uppercase }', /uppercase/],
        ['slanted Arabic', 'a { font-style: italic }', /slanted/],
        ['narrow lines', '.prose li p { line-height: 1.4 }', /1\.40 apart/],
        ['justified text', '.prose { text-align: justify }', /justified/],
        ['words broken anywhere', 'main { word-break: break-all }', /breaks words/],
    ]) {
        test(`finds ${fault}`, async () => {
            await open(page, `ar/${report}`, { css });
            assert.match((await typography(page)).join('\n'), found);
        });
    }

    test('no letter is added to what the source says', async () => {
        await open(page, `zh/${long}`, { width: 320 });
        assert.ok(await page.evaluate(() => document.body.textContent.includes('在知识产权领域开展的南南合作有助于各国相互学习')));
        assert.ok(await page.evaluate(() => !/[\u200B\u00AD]/.test(document.body.textContent)));
    });
});
