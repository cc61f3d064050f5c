/** What people bring along from other languages, and how jq says it. Each is found in one pass, however long a text is. */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/\$\{/, '`${ }` encloses the whole text once; inside of it, and around it, stands nothing but one jq expression'],
  [/===|!==/, 'jq compares with `==` and `!=`'],
  [/&&|\|\|/, 'jq says `and` and `or`'],
  [/'/, 'jq writes a text in double quotes'],
  [/\?[^/?:]*:/, 'jq says `if ... then ... else ... end`'],
  [/=>/, 'jq has no arrows: say `map(...)` or `select(...)`'],
];

/** jq's complaint about an expression, with what its author probably has to change. */
export function complaintInWords(complaint: string, expression: string): string {
  const said = `the expression does not compile: ${complaint}`;
  const isFunction = /^\S+\/\d+ is not defined$/.test(complaint);
  if (isFunction) return `${said}: jq has no such function`;
  const habit = /^syntax error/.test(complaint) && HABITS.find(([sign]) => sign.test(withoutTexts(expression)));
  return habit ? `${said} (${habit[1]})` : said;
}

/** One that nobody closes reaches to the end. */
function withoutTexts(expression: string): string {
  return expression.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gs, '""');
}
