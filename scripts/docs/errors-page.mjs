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
  const nodes = new Map();
  for (const property of options.properties) {
    if (ts.isPropertyAssignment(property)) nodes.set(property.name.getText(), property.initializer);
    if (ts.isShorthandPropertyAssignment(property)) nodes.set(property.name.getText(), property.name);
  }
  const [code, message] = [nodes.get('code'), nodes.get('message')];
  return {
    code: code && textOf(code),
    message: message && messageOf(message),
    status: valuesOf(nodes.get('status')),
    remedy: valuesOf(nodes.get('remedy')),
  };
}

/** All that it may be; undefined among them for what is computed elsewhere. */
function valuesOf(node) {
  if (node && ts.isConditionalExpression(node)) return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
  return [node && (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) ? node.text : undefined];
}

/** As `textOf`; what is all filled in stands between braces, and one text out of a table stands there with the others. */
function messageOf(node) {
  if (ts.isIdentifier(node)) return placeholder(node);
  if (ts.isElementAccessExpression(node)) return tableTexts(node)?.join(' *or* ') ?? '{...}';
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    return name.text.startsWith('trim') ? messageOf(expression) : `{${firstName(expression)}}`;
  }
  return textOf(node);
}

/** The texts of a constant of the same file, such as `REASONS[reason]`. */
function tableTexts({ expression }) {
  const declared = expression
    .getSourceFile()
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText() === expression.getText());
  const value = declared?.initializer;
  const table = value && ts.isAsExpression(value) ? value.expression : value;
  if (!table || !ts.isObjectLiteralExpression(table)) return undefined;
  return table.properties.flatMap((property) => textOf(property.initializer) ?? []);
}

/** Of a chain of calls, what it begins with. */
function firstName(node) {
  return ts.isIdentifier(node) ? node.text : firstName(node.expression);
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
  const values = [...new Set(errors.flatMap((error) => error[member]).map((value) => value ?? 'varies'))];
  return values.map((value) => (value === 'varies' ? value : `\`${value}\``)).join(', ');
}
