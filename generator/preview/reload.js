// What `isogloss serve` adds to each page it shows, and to no file of the portal: loads the page again
// when the portal has changed, and tells what is wrong when it could not be built.
(() => {
    'use strict';
    const { version } = document.currentScript.dataset;
    document.currentScript.remove();
    let events = null;
    let panel = null;
    let told = ''; // the problems that are shown, or were hidden by the reader

    // Browsers keep the place on a page when they load it again, but not each of them always.
    const key = `isogloss ${location.pathname}`;
    const place = sessionStorage.getItem(key);
    if (place) {
        sessionStorage.removeItem(key);
        const [left, top] = JSON.parse(place);
        const restore = () => scrollTo({ left, top, behavior: 'instant' });
        restore();
        addEventListener('load', restore, { once: true }); // pictures have their size
    }

    const style = `
        :host { position: fixed; inset: 0 0 auto; z-index: 2147483647; }
        [role] { max-height: 60vh; overflow: auto; padding: 1em; background: #fff; color: #1a1a1a;
                 border-block-end: .4em solid #b00020; font: 1rem/1.5 system-ui, sans-serif;
                 box-shadow: 0 .2em 1em #0006; overflow-wrap: anywhere; }
        h2 { margin: 0; font-size: 1.1rem; color: #b00020; }
        li { margin-block: .5em; }
        code { font: .95em ui-monospace, monospace; unicode-bidi: isolate; }
        button { float: inline-end; font: inherit; padding: .2em .8em; }
        @media print { :host { display: none; } }`;

    function element(name, attributes, ...children) {
        const made = Object.assign(document.createElement(name), attributes);
        made.append(...children);
        return made;
    }

    const where = ({ path, line, column }) => [path, line, column].filter(Boolean).join(':');

    function item(problem) {
        const made = element('li', {});
        if (where(problem)) made.append(element('code', { dir: 'ltr' }, where(problem)), ' ');
        made.append(element('span', { dir: 'auto' }, problem.message), ' ',
                    element('code', { dir: 'ltr' }, `[${problem.code}]`));
        if (problem.notes?.length) made.append(element('ul', {}, ...problem.notes.map(item)));
        return made;
    }

    function hide() {
        panel?.remove();
        panel = null;
    }

    function show({ lang, title, hide: label, problems }) {
        hide();
        panel = element('isogloss-problems', { lang });
        const root = panel.attachShadow({ mode: 'open' });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        root.adoptedStyleSheets = [sheet];
        const alert = element('div', { dir: 'auto', tabIndex: 0 }); // as its first words go
        alert.setAttribute('role', 'alert');
        root.append(alert);
        document.documentElement.append(panel);
        // Into the page first, then filled: only so does every screen reader speak up.
        alert.append(element('button', { type: 'button', onclick: hide }, label),
                     element('h2', {}, title),
                     element('ul', {}, ...problems.map(item)));
    }

    function take(data) {
        const state = JSON.parse(data);
        if (state.version !== version) {
            stop();
            sessionStorage.setItem(key, JSON.stringify([scrollX, scrollY]));
            location.reload();
        } else if (data !== told) {
            told = data;
            if (state.problems.length) show(state); else hide();
        }
    }

    // A browser has few connections to one server, so a tab that nobody sees gives its own back; the
    // first event after that tells it all.
    function listen() {
        if (events || document.hidden) return;
        events = new EventSource('/.isogloss/events');
        events.onmessage = ({ data }) => take(data);
        events.onerror = () => {
            if (events?.readyState !== EventSource.CLOSED) return; // else it tries again by itself
            events = null;
            setTimeout(listen, 1000);
        };
    }

    function stop() {
        events?.close();
        events = null;
    }

    document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
    addEventListener('pagehide', stop);
    addEventListener('pageshow', listen);
    listen();
})();
