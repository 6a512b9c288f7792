// Reads each probe with one reader of Node and prints what it is, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'node_modules', 'x'));

const READERS = {
  'js-yaml-3': () => require('js-yaml-3').safeLoad,
  'js-yaml-4': () => require('js-yaml-4').load,
  'js-yaml-5': () => require('js-yaml-5').load,
  'js-yaml-5-1.1': () => {
    const { load, YAML11_SCHEMA } = require('js-yaml-5');
    return (text) => load(text, { schema: YAML11_SCHEMA });
  },
  'yaml': () => (text) => require('yaml').parse(text, { mapAsMap: true, logLevel: 'error' }),
  'yaml-1.1': () => (text) => require('yaml').parse(text, { version: '1.1', logLevel: 'error' }),
  'json': () => JSON.parse,
};

// Like JSON.stringify, but ASCII only, so that all readers show one string in one way.
const ascii = (text) => JSON.stringify(text)
  .replace(/[\x7f-\uffff]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

function shown(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return ascii(value);
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  if (value instanceof Date) return 'time ' + (isNaN(value) ? '?' : value.toISOString().replace(/\.?0*Z$/, ''));
  if (value instanceof Uint8Array) value = [...value];
  if (value instanceof Set) value = new Map([...value].map((member) => [member, null]));
  if (Array.isArray(value)) return '[' + value.map(shown).join(', ') + ']';
  if (typeof value === 'object') {
    const members = value instanceof Map ? [...value] : Object.entries(value);
    return '{' + members.map(([k, v]) => shown(k) + ': ' + shown(v)).sort().join(', ') + '}';
  }
  return String(value).replace(/e([-+])(\d)$/, 'e$10$2');
}

const read = READERS[process.argv[2]]();
const results = JSON.parse(readFileSync(0)).map((probe) => {
  try {
    return shown(read(Buffer.from(probe, 'base64').toString()));
  } catch {
    return 'refused';
  }
});
process.stdout.write(JSON.stringify(results));
