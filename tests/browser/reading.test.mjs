// A reader finds their way: with both browsers, from a memory stick and from a server, with and
// without JavaScript. And the browsers have nothing to complain about on any kind of page.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { baseUrl, build, languages } from '../lib/portal.mjs';
import { arrive, chromium, click, fileOrigin, firefox, serve, templates, unloaded, watch } from './browsers.mjs';

const portal = build(fileURLToPath(new URL('site', import.meta.url)));
const report = 'reports/2013-geneva.html';

// From the chooser through the menu to a paragraph of a report, and to the same one in Spanish.
async function read({ page }, origin) {
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(`${origin}index.html`);
    const follow = async (selector, to) => {
        await click(page, selector);
        await arrive(page, origin + to);
    };
    await follow('a[hreflang="ar"]', 'ar/index.html');
    await follow('.menu a[href="reports/index.html"]', 'ar/reports/index.html');
    await follow('main a[href="2013-geneva.html"]', `ar/${report}`);
    await follow('.languages a[hreflang="fr"]', `fr/${report}`);
    await follow('.contents a[href^="#s-"]:last-of-type', `fr/${report}#s-ouverture`);
    await follow('#p7 .permalink', `fr/${report}#p7`);
    const shows = async (id, lang) => {
        const seen = () => page.evaluate(() => {
            const target = document.querySelector(':target');
            const { top, bottom } = target?.getBoundingClientRect() ?? {};
            return { id: target?.id, inView: top < innerHeight && bottom > 0, lang: document.documentElement.lang };
        });
        for (let wait = 0; wait < 100 && !(await seen()).inView; wait++) { // it scrolls smoothly
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        assert.deepEqual(await seen(), { id, inView: true, lang });
    };
    await shows('p7', 'fr');
    await follow('#p7 [hreflang="es"]', `es/${report}#p7`);
    await shows('p7', 'es');
    await follow('.languages .more a[hreflang="sw"]', `sw/${report}`);
    await follow('.languages .all a', 'index.html');

    // On a narrow screen the menu waits behind a button, which needs no script either.
    await page.setViewport({ width: 360, height: 740 });
    await page.goto(`${origin}zh/${report}`);
    assert.ok(!await visible(page, '.menu a'), 'the menu is closed at first');
    await click(page, '[popovertarget="menu"]');
    assert.ok(await visible(page, '.menu a'), 'the menu opens');
    await page.keyboard.press('Escape');
    assert.ok(!await visible(page, '.menu a'), 'Escape closes the menu');
    await click(page, '[popovertarget="menu"]');
    await follow('.menu a[href="../countries/index.html"]', 'zh/countries/index.html');
}

// A server shows the page for what is missing at whatever address was asked for.
test('a missing page is styled and leads home from a deep address', async () => {
    const server = await serve(portal.folder);
    const browser = await chromium();
    try {
        const { page, requests, troubles } = await watch(browser, server.origin);
        for (const lang of ['ar', 'en', 'zh']) {
            const address = `${server.origin}${lang}/reports/2013/no/such/page.html`;
            requests.length = troubles.length = 0;
            await page.goto(address);
            assert.deepEqual(await unloaded(page), []);
            assert.deepEqual(requests.filter((url) => url !== address && !url.endsWith('/favicon.ico')), []);
            assert.deepEqual(troubles.filter((text) => !/ 404\b|favicon/.test(text)), []);
            assert.deepEqual(await page.evaluate(() => [document.documentElement.lang,
                document.querySelector('main .facets a').href]), [lang, `${baseUrl}${lang}/index.html`]);
        }
    } finally {
        await browser.close();
        server.close();
    }
});

const visible = (page, selector) => page.evaluate((selector) =>
    document.querySelector(selector).getClientRects().length > 0, selector);

// All that is wrong on the page at `url`.
async function pageFaults(watched, url) {
    watched.clear();
    await watched.page.goto(url);
    await new Promise((resolve) => setTimeout(resolve, 10)); // a late complaint
    const faults = [...watched.troubles, ...await unloaded(watched.page),
                    ...await watched.page.evaluate(() => globalThis.__violations ?? [])];
    const requests = new Set(watched.requests);
    const most = /--form[.]html$/.test(url) ? 4 : 3; // a form has a script
    if (requests.size > most) faults.push(`${requests.size} requests: ${[...requests].join(' ')}`);
    return faults.map((fault) => `${url}: ${fault}`);
}

// Firefox tells its console about broken policies, but not us.
const listen = ({ page }) => page.evaluateOnNewDocument(() => {
    globalThis.__violations = [];
    addEventListener('securitypolicyviolation', (event) =>
        globalThis.__violations.push(`policy ${event.violatedDirective}: ${event.blockedURI}`));
});

const everywhere = ['index.html', ...Object.values(templates).flatMap((path) =>
    languages.map((lang) => `${lang}/${path}`))].filter((path) => portal.has(path));
const sample = everywhere.filter((path) => /^(ar|zh)\/|^(en\/)?index/.test(path));

// Faults that some browser must complain about, planted in one page each.
const home = 'en/index.html';
const planted = {
    'a picture from elsewhere': (text) => text.replace(/<img src="[^"]*"/, '<img src="https://cdn.example/x.svg"'),
    'a style sheet that is gone': (text) => text.replace(/href="[^"]*\.css"/, 'href="gone.css"'),
    'a script': (text) => text.replace('</main>', '<script>document.title = "x"</script></main>'),
    'an inline style': (text) => text.replace('<main', '<main style="color: red"'),
    'five pictures': (text) => text.replace('</main>',
        `${['ar', 'zh', 'fr', 'ru', 'es'].map((lang) => `<img alt="" src="../assets/favicon.svg?${lang}">`).join('')}</main>`),
};

for (const [name, launch, paths] of [['Chromium', chromium, everywhere], ['Firefox', firefox, sample]]) {
    for (const place of ['file', 'http']) {
        describe(`${name} at ${place}://`, () => {
            const ends = [];
            let browser, watched, open;
            before(async () => {
                browser = await launch();
                open = async (folder) => {
                    if (place === 'file') return fileOrigin(folder);
                    const server = await serve(folder);
                    ends.push(server.close);
                    return server.origin;
                };
            });
            after(async () => {
                await browser?.close();
                for (const end of ends) end();
            });

            test('a reader finds the way', async () => {
                const origin = await open(portal.folder);
                watched = await watch(browser, origin);
                await read(watched, origin);
                assert.deepEqual(watched.troubles, []);
            });

            test('no complaints, no foreign requests, three requests at most, four for a form', async () => {
                const origin = await open(portal.folder);
                watched = await watch(browser, origin);
                await listen(watched);
                const faults = [];
                for (const path of place === 'file' ? paths : sample) {
                    faults.push(...await pageFaults(watched, origin + path));
                }
                assert.deepEqual(faults, []);
            });

            for (const [fault, change] of Object.entries(planted)) {
                // Firefox neither asks for nor reports a request at file:// addresses.
                if (fault === 'five pictures' && name === 'Firefox' && place === 'file') continue;
                test(`finds ${fault}`, async () => {
                    const origin = await open(portal.with(home, change).save());
                    watched = await watch(browser, origin);
                    await listen(watched);
                    assert.notDeepEqual(await pageFaults(watched, origin + home), []);
                });
            }
        });
    }
}

describe('without JavaScript', () => {
    const scripted = portal.with(home, () =>
        '<!doctype html><title>off</title><script>document.title = "on"</script>').save();
    const title = async ({ page }) => {
        await page.goto(fileOrigin(scripted) + home);
        return page.title();
    };

    test('Chromium', async () => {
        const browser = await chromium();
        try {
            const watched = await watch(browser, fileOrigin(portal.folder));
            assert.equal(await title(watched), 'on'); // else the switch would say nothing
            await watched.page.setJavaScriptEnabled(false);
            assert.equal(await title(watched), 'off');
            await read(watched, fileOrigin(portal.folder));
        } finally {
            await browser.close();
        }
    });

    test('Firefox', async () => {
        const browser = await firefox({ 'javascript.enabled': false });
        try {
            const watched = await watch(browser, fileOrigin(portal.folder));
            assert.equal(await title(watched), 'off');
            await read(watched, fileOrigin(portal.folder));
        } finally {
            await browser.close();
        }
    });
});
