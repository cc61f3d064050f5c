import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { page, table } from './markdown.mjs';

/** The codes that the API answers with, read from every `*.errors.ts`: who must act next, and what people are told. */
export function errorsPage() {
  const errors = errorFiles().flatMap(errorsIn);
  const byCode = new Map();
  for (const error of errors) byCode.set(error.code, [...(byCode.get(error.code) ?? []), error]);
  const rows = [...byCode.values()]
    .map((same) => [`\`${same[0].code}\``, merged(same, 'status'), merged(same, 'remedy'), same[0].message])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return page(
    '# Errors',
    'Every error answer is `application/problem+json` (RFC 9457) with a stable `code` and a `remedy` that says who acts next: `fix-request` the caller, `reconnect` a person who consents again, `configure` an admin, `wait` nobody (it passes), `in-doubt` somebody who finds out what a lost answer did, `ours` us. Words in braces are filled in.',
    table(['Code', 'Status', 'Remedy', 'Message'], rows),
  );
}

function errorFiles() {
  return readdirSync('src', { recursive: true })
    .map((path) => join('src', String(path)))
    .filter((path) => path.endsWith('.errors.ts'))
    .sort();
}

/** Every `new BrokerError({ ... })` of a file. */
function errorsIn(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const options = node.arguments?.[0];
    if (
      ts.isNewExpression(node) &&
      node.expression.getText() === 'BrokerError' &&
      ts.isObjectLiteralExpression(options)
    ) {
      const error = describe(options);
      if (error.code !== undefined) found.push(error);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function describe(options) {
  const values = {};
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property)) continue;
    const value = textOf(property.initializer);
    if (value !== undefined) values[property.name.getText()] = value;
  }
  return values;
}

/** The words of a literal, with what is filled in between braces; undefined when it is computed elsewhere. */
function textOf(node) {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => placeholder(span.expression) + span.literal.text).join('');
  }
  if (ts.isConditionalExpression(node)) return textOf(node.whenTrue) ?? textOf(node.whenFalse);
  if (ts.isBinaryExpression(node)) return `${textOf(node.left) ?? '{...}'}${textOf(node.right) ?? '{...}'}`;
  return undefined;
}

function placeholder(expression) {
  if (ts.isPropertyAccessExpression(expression)) return `{${expression.name.text}}`;
  return `{${ts.isIdentifier(expression) ? expression.text : '...'}}`;
}

function merged(errors, member) {
  const values = [...new Set(errors.map((error) => error[member] ?? 'varies'))];
  return values.map((value) => (value === 'varies' ? value : `\`${value}\``)).join(', ');
}
