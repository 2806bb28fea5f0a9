// The portal as its readers get it, for the tests that look at pages: built into a folder of the
// test's own, read into memory, and with a way to plant a fault in a copy of it.
//
//     const portal = build();                                     // as `make` would make it
//     const broken = portal.with('en/index.html', (text) => …);   // the same but for one file

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'parse5';

export const top = fileURLToPath(new URL('../..', import.meta.url));
export const isogloss =
    process.env.ISOGLOSS ?? join(top, process.env.B ?? '.build', 'isogloss');

// The same tests look at another site than this repository, and there at the pages in some languages
// only, if they are told so: PORTAL_SITE=FOLDER PORTAL_LANGUAGES='km dv' node --test
// --test-name-pattern='^(?!finds)' …, as tests/stories/added-languages.t does.
export const site = process.env.PORTAL_SITE ?? top;
const asked = process.env.PORTAL_LANGUAGES?.split(' ');

// Its languages, in their own words. A new one is a new line here, and nothing else in the tests.
export const autonyms = {
    ar: 'العربية', zh: '中文', en: 'English', fr: 'Français', ru: 'Русский', es: 'Español',
    pt: 'Português', sw: 'Kiswahili',
};
for (const lang of asked ?? []) {
    const pins = readFileSync(join(site, 'locales', lang, 'locale.yaml'), 'utf8');
    [, autonyms[lang]] = /^name: "(.*)"$/m.exec(pins);
}
export const languages = Object.keys(autonyms);
// Of some languages that a test usually looks at, those it is to look at now.
export const inQuestion = (usual) => asked ?? usual;
export const directionOf = (lang) => (/^(ar|dv|fa|he|ku|ps|sd|ug|ur)\b/.test(lang) ? 'rtl' : 'ltr');
export const baseUrl = /^base_url: *(\S+)/m.exec(
    readFileSync(join(top, 'content/site.yaml'), 'utf8'))[1];

const folders = [];
process.on('exit', () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function scratch() {
    const folder = mkdtempSync(join(tmpdir(), 'isogloss-test.'));
    folders.push(folder);
    return folder;
}

// Builds the portal of this repository; with the folder `additions`, its files are laid over a copy
// of the sources first. More options of the program may follow.
export function build(additions, ...options) {
    const folder = scratch();
    let source = site;
    if (additions) {
        source = join(folder, 'site');
        for (const part of ['content', 'locales', 'themes']) {
            cpSync(join(site, part), join(source, part), { recursive: true });
        }
        cpSync(additions, source, { recursive: true });
    }
    const out = join(folder, 'out');
    execFileSync(isogloss, ['-C', source, 'build', '-o', out, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Portal(out);
}

function filesIn(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesIn(path) : [path];
    });
}

export class Portal {
    #files = new Map(); // path from out/, with '/' -> its bytes
    #documents = new Map();
    #focus = null;

    constructor(folder) {
        this.folder = folder;
        if (!folder) return;
        for (const file of filesIn(folder)) {
            const path = relative(folder, file).split(sep).join('/');
            if (!path.startsWith('.')) this.#files.set(path, readFileSync(file)); // not our manifest
        }
        if (asked) this.#focus = this.paths.filter((path) => path === 'index.html' || asked.includes(path.split('/')[0]));
    }

    // A copy in which `change` has been applied to the text of `path`; without `change` the file is
    // missing. A change that changes nothing is a fault that was not planted.
    with(path, change) {
        const copy = new Portal();
        copy.#files = new Map(this.#files);
        copy.#documents = new Map(this.#documents);
        copy.#documents.delete(path);
        if (change) {
            const before = this.#files.has(path) ? this.text(path) : '';
            const after = change(before);
            if (after === before) throw new Error(`nothing was planted in ${path}`);
            copy.#files.set(path, Buffer.from(after));
        } else if (!copy.#files.delete(path)) {
            throw new Error(`there is no ${path} to take away`);
        }
        return copy;
    }

    // The same portal, of which only one file is to be looked at: `paths` and `pages` list no other.
    focus(path) {
        const copy = new Portal();
        [copy.#files, copy.#documents, copy.#focus] = [this.#files, this.#documents, [path]];
        return copy;
    }

    // Writes it to a folder of its own, for a browser to open: its path.
    save() {
        const folder = scratch();
        for (const [path, bytes] of this.#files) {
            mkdirSync(dirname(join(folder, path)), { recursive: true });
            writeFileSync(join(folder, path), bytes);
        }
        return folder;
    }

    has(path) { return this.#files.has(path); }
    bytes(path) { return this.#files.get(path); }
    text(path) { return this.#files.get(path).toString('utf8'); }
    get paths() { return this.#focus ?? [...this.#files.keys()].sort(); }
    // With all addresses in one, or a list of several.
    get sitemaps() { return [...this.#files.keys()].filter((path) => /^sitemap(-\d+)?\.xml$/.test(path)).sort(); }
    get pages() { return this.paths.filter((path) => path.endsWith('.html')); }

    page(path) {
        let page = this.#documents.get(path);
        if (!page) this.#documents.set(path, (page = new Page(path, this.text(path))));
        return page;
    }
}

// A parsed page. Elements are parse5's; `attributes` are plain objects.
export class Page {
    constructor(path, text) {
        this.path = path;
        this.elements = []; // in document order
        this.texts = []; // of the text nodes that readers see, each {text, parent}
        this.data = []; // what is said in JSON-LD
        this.#walk(parse(text, { scriptingEnabled: false }));
        this.html = this.elements.find((element) => element.tagName === 'html');
        this.ids = new Set(this.elements.map((element) => element.attributes.id).filter(Boolean));
    }

    #walk(node) {
        for (const child of (node.content ?? node).childNodes ?? []) {
            if (child.nodeName === '#text' && isData(child.parentNode)) {
                this.data.push(JSON.parse(child.value));
            } else if (child.nodeName === '#text') {
                this.texts.push({ text: child.value, parent: child.parentNode });
            } else if (child.tagName) {
                child.attributes = Object.fromEntries(
                    child.attrs.map(({ name, value }) => [name, value]));
                this.elements.push(child);
                this.#walk(child);
            }
        }
    }

    // Elements called `tag` ('*' is any) whose attributes satisfy `matches`.
    all(tag, matches = () => true) {
        return this.elements.filter((element) =>
            (tag === '*' || element.tagName === tag) && matches(element.attributes));
    }

    links(rel) { return this.all('link', (has) => (has.rel ?? '').split(/\s+/).includes(rel)); }
    get noindex() {
        return this.all('meta', (has) => has.name === 'robots' && /noindex/.test(has.content)).length > 0;
    }
}

// A block of data, which no browser runs.
export const isData = (element) => element.tagName === 'script' &&
    element.attributes.type === 'application/ld+json';

export function textOf(element) {
    if (element.nodeName === '#text') return element.value;
    return ((element.content ?? element).childNodes ?? []).map(textOf).join('');
}

export const squeeze = (text) => text.replace(/\s+/g, ' ').trim();

// The element itself or the nearest around it that satisfies `matches`.
export function closest(element, matches) {
    for (let at = element; at; at = at.parentNode) {
        if (at.tagName && matches(at)) return at;
    }
    return null;
}

export const hasClass = (element, name) =>
    (element.attributes?.class ?? '').split(/\s+/).includes(name);

export const languageAt = (element) =>
    closest(element, (at) => 'lang' in at.attributes)?.attributes.lang ?? '';

// ---- Scripts ------------------------------------------------------------------------------------

const scripts = {
    Arab: /\p{Script=Arabic}/u, Hani: /\p{Script=Han}/u, Cyrl: /\p{Script=Cyrillic}/u,
    Latn: /\p{Script=Latin}/u, Khmr: /\p{Script=Khmer}/u, Deva: /\p{Script=Devanagari}/u,
    Hang: /\p{Script=Hangul}/u, Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
};
const ownScripts = { ja: ['Hani', 'Kana'], ko: ['Hang', 'Hani'] };

export function scriptsOf(lang) {
    return ownScripts[lang.split('-')[0]] ?? [new Intl.Locale(lang).maximize().script ?? 'Latn']
        .map((script) => script.replace(/^Han[st]$/, 'Hani'));
}

// What belongs to no language: addresses, file names, symbols of documents, acronyms; and what is
// called the same in all of them.
const neutral = [
    /JSON Schema/g,
    /\b(?:https?:|mailto:)\S+/g,
    /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
    /[\w-]*(?:[\/.][\w-]+)+/g,
    /\b[a-z\d]+(?:_[a-z\d]+)+\b/g, // the code of a meeting
    /(?<![A-Za-z])[A-Z][A-Z0-9-]+(?![A-Za-z])/g,
    /Isogloss|Ctrl|Cmd|Mac|Web|iCalendar|BibTeX|Atom/g,
];

// The letters of `text` in scripts that a text in `lang` is not written in, if there are three or
// more; else ''.
export function foreignLetters(text, lang) {
    if (!lang || lang === 'zxx' || lang === 'und') return '';
    for (const pattern of neutral) text = text.replace(pattern, ' ');
    const own = scriptsOf(lang);
    const found = [...text].filter((letter) => /\p{L}/u.test(letter) &&
        Object.entries(scripts).some(([name, one]) => !own.includes(name) && one.test(letter)));
    return found.length >= 3 ? found.join('') : '';
}
