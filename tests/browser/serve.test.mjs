// Whoever writes sees it: pages in the browser follow what is saved, tell what is wrong, and lose
// neither their place nor their policy. With both browsers, on a site of this test's own.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isogloss, scratch, top } from '../lib/portal.mjs';
import { chromium, firefox, watch } from './browsers.mjs';

// The portal's own theme, for its policy forbids all scripts; and enough text to scroll.
const site = scratch();
for (const part of ['content', 'locales']) {
    cpSync(join(top, 'tests/sites/rtl', part), join(site, part), { recursive: true });
}
cpSync(join(top, 'themes/portal'), join(site, 'themes/portal'), { recursive: true });
const put = (path, text) => writeFileSync(join(site, path), text);
put('content/site.yaml', readFileSync(join(site, 'content/site.yaml'), 'utf8').replace(/^theme: .*/m, 'theme: portal'));
const axe = readFileSync(join(top, 'tests/node_modules/axe-core/axe.min.js'), 'utf8');
const source = 'content/pages/saved.ar.md';
const text = (words) => `---\ntitle: ملاحظة\n---\n\n${'فقرة طويلة.\n\n'.repeat(200)}${words}\n`;

async function until(what, holds) {
    const end = Date.now() + 20_000;
    for (;;) {
        try {
            if (await holds()) return;
        } catch { /* between two pages */ }
        if (Date.now() > end) throw new Error(`never: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

// Starts `isogloss serve`: {origin, port, stop}.
async function serve(port = 0) {
    const child = spawn(isogloss, ['-C', site, 'serve', `--port=${port}`, '--json'],
                        { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (bytes) => { said += bytes; });
    await until('a portal', () => said.includes('"files"') || said.includes('"address"') && port);
    const origin = JSON.parse(said.split('\n')[0]).address;
    const ended = new Promise((resolve) => child.on('exit', resolve));
    return {
        origin, port: new URL(origin).port,
        stop: async () => {
            await new Promise((resolve) => setTimeout(resolve, 300)); // not in a build
            child.kill('SIGTERM');
            return ended;
        },
    };
}

// What the overlay says, or null; only what is in the page's own tree, as text.
const overlay = (page) => page.evaluate(() => {
    const alert = document.querySelector('isogloss-problems')?.shadowRoot.querySelector('[role="alert"]');
    const box = alert?.getBoundingClientRect();
    return !alert ? null : {
        text: alert.innerText, html: alert.innerHTML, lang: alert.getRootNode().host.lang,
        isSeen: box.width > 0 && box.height > 0 && box.top === 0,
        background: getComputedStyle(alert).backgroundColor, direction: getComputedStyle(alert).direction,
    };
});
const shows = (page, words) => page.evaluate((words) => document.body.innerText.includes(words), words);

for (const [name, launch] of Object.entries({ chromium, firefox })) {
    describe(name, () => {
        let browser, server, watched, page;

        before(async () => {
            put(source, text('أول نص.'));
            server = await serve();
            browser = await launch();
            watched = await watch(browser, server.origin);
            ({ page } = watched);
            await page.goto(`${server.origin}ar/pages/saved.html`);
        });
        after(async () => {
            await browser?.close();
            await server?.stop();
        });

        test('a saved text is on the page, at the same place', async () => {
            await page.evaluate(() => scrollTo(0, 1500));
            put(source, text('نص محفوظ.'));
            await until('the new text', () => shows(page, 'نص محفوظ.'));
            await until('the old place', () => page.evaluate(() => Math.abs(scrollY - 1500) < 2));
        });

        test('a saved style sheet is on the page', async () => {
            const path = 'themes/portal/assets/portal.css';
            const old = readFileSync(join(site, path), 'utf8');
            put(path, `${old}\nbody { outline: 7px solid; }\n`);
            await until('the outline', () => page.evaluate(() => getComputedStyle(document.body).outlineWidth === '7px'));
            put(path, old);
            await until('no outline', () => page.evaluate(() => getComputedStyle(document.body).outlineWidth !== '7px'));
        });

        test('an error stands over the page until it is mended', async () => {
            put(source, text('<img src=x onerror="document.title=1">'));
            await until('the overlay', () => overlay(page));
            const { text: said, html, isSeen, background, direction } = await overlay(page);
            assert.match(said, /1 error; the portal is as it was/);
            assert.match(said, /content\/pages\/saved\.ar\.md:\d+:\d+ /);
            assert.match(said, /\[raw-html/);
            assert.match(html, /<span dir="auto">/);
            assert.ok(!html.includes('<img'), 'what is quoted is text');
            assert.ok(isSeen && background === 'rgb(255, 255, 255)', 'it is seen, with its style');
            assert.equal(direction, 'ltr', 'English goes its own way on an Arabic page');
            assert.ok(await shows(page, 'نص محفوظ.'), 'the page is as it was');
            await page.evaluate(axe);
            assert.deepEqual(await page.evaluate(async () => (await globalThis.axe.run('isogloss-problems'))
                .violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)), []);

            put(source, text('نص محفوظ.').replace('title', 'titel'));
            await until('another error', async () => /titel/.test((await overlay(page)).text));
            put(source, text('نص محفوظ.'));
            await until('no overlay', async () => !(await overlay(page)));
        });

        test('an error can be put aside', async () => {
            put(source, text('<b>'));
            await until('the overlay', () => overlay(page));
            await page.evaluate(() => document.querySelector('isogloss-problems').shadowRoot.querySelector('button').click());
            assert.equal(await overlay(page), null);
            await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
            await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow')));
            await new Promise((resolve) => setTimeout(resolve, 300));
            assert.equal(await overlay(page), null, 'the same one does not come back');
            put(source, text('<i>'));
            await until('another one', () => overlay(page));
            put(source, text('نص محفوظ.'));
            await until('no overlay', async () => !(await overlay(page)));
        });

        test('the browser has nothing to complain about', () => {
            // It calls a failure what ends because a page is loaded again.
            assert.deepEqual(watched.troubles.filter((trouble) => !/ failed: .*ABORTED$/.test(trouble)), []);
        });

        test('a page that is removed, and comes back', async () => {
            rmSync(join(site, source));
            await until('the page that says so', async () => !(await shows(page, 'نص محفوظ.')));
            put(source, text('عاد النص.'));
            await until('the text again', () => shows(page, 'عاد النص.'));
        });

        test('no file of the portal has the script', () => {
            const files = readdirSync(join(site, 'out/ar/pages')).filter((file) => file.endsWith('.html'));
            assert.ok(files.length > 1);
            for (const file of files) {
                assert.doesNotMatch(readFileSync(join(site, 'out/ar/pages', file), 'utf8'),
                    /<script(?! type="application\/ld\+json">)/, file);
            }
        });

        test('a server that comes back finds the page again', async () => {
            const { port } = server;
            assert.equal(await server.stop(), 0);
            put(source, text('بعد العودة.'));
            server = await serve(port);
            await until('the new text', () => shows(page, 'بعد العودة.'));
        });
    });
}
