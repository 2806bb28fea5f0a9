// XML, read strictly: what is not well-formed throws.

import { SaxesParser } from 'saxes';

class XmlElement {
    constructor(name, attributes) {
        this.name = name; // without its prefix
        this.attributes = attributes; // values by name, as written: xml:lang
        this.children = [];
        this.content = '';
    }

    // Elements called `name` inside this one, at any depth.
    all(name) {
        return this.children.flatMap((child) =>
            (child.name === name ? [child] : []).concat(child.all(name)));
    }

    child(name) { return this.children.find((child) => child.name === name); }
    text(name) { return this.child(name)?.content ?? ''; }
}

export class XmlFile extends XmlElement {
    constructor(text) {
        super('#document', {});
        const open = [this];
        const parser = new SaxesParser({ xmlns: true });
        parser.on('error', (error) => { throw error; });
        parser.on('opentag', (tag) => {
            const element = new XmlElement(tag.local, Object.fromEntries(
                Object.entries(tag.attributes).map(([name, { value }]) => [name, value])));
            element.namespace = tag.uri;
            open.at(-1).children.push(element);
            open.push(element);
        });
        parser.on('text', (content) => { open.at(-1).content += content; });
        parser.on('cdata', (content) => { open.at(-1).content += content; });
        parser.on('closetag', () => { open.pop(); });
        parser.write(text).close();
        this.root = this.children[0];
    }
}
