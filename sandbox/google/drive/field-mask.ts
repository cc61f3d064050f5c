import { asRecord } from '../../stage/call.js';
import { refuse } from '../wording.js';

type Mask = ReadonlyMap<string, Mask | undefined>;

/** Leaves of an answer only what the parameter `fields` names, as in `nextPageToken,files(id,name)`; `*` is all. */
export function masked(value: Record<string, unknown>, fields: string | null, usual: string): Record<string, unknown> {
  const { mask, rest } = parse(fields ?? usual);
  if (rest !== '') throw refuse(400, 'invalidParameter', `Invalid field selection ${fields}`);
  return Object.fromEntries(Object.entries(picked(value, mask)));
}

function parse(text: string): { readonly mask: Mask; readonly rest: string } {
  const mask = new Map<string, Mask | undefined>();
  let rest = text;
  for (;;) {
    const [whole = '', name = ''] = /^([A-Za-z0-9*]+)/.exec(rest) ?? [];
    if (name === '') throw refuse(400, 'invalidParameter', `Invalid field selection ${text}`);
    rest = rest.slice(whole.length);
    const inner = /^[(/]/.test(rest) ? parse(rest.slice(1)) : undefined;
    const isGroup = rest.startsWith('(');
    if (inner !== undefined) rest = isGroup ? inner.rest.replace(/^\)/, '') : inner.rest;
    mask.set(name, inner?.mask);
    if (!rest.startsWith(',')) return { mask, rest };
    rest = rest.slice(1);
  }
}

function picked(value: Record<string, unknown>, mask: Mask): Record<string, unknown> {
  if (mask.has('*')) return value;
  const kept = Object.entries(value).filter(([name]) => mask.has(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, inside(member, mask.get(name))]));
}

function inside(member: unknown, mask: Mask | undefined): unknown {
  if (mask === undefined) return member;
  if (Array.isArray(member)) return member.map((one) => inside(one, mask));
  const record = asRecord(member);
  return record === undefined ? member : picked(record, mask);
}
