import type { Definition, Workflow } from './definition.js';
import type { JqPool } from './expressions/jq-pool.js';
import { complaintAbout, JqProgram } from './expressions/jq-program.js';
import { checkMeaning } from './language/check-meaning.js';
import { checkStructure } from './language/check-structure.js';
import { type ExpressionSite, expressionSites, type Site } from './language/expression-sites.js';
import { Findings } from './language/findings.js';
import { embedSchemas, type ReadSchema, readSchemas, type SchemaTexts } from './language/schemas.js';
import { readSource } from './language/source.js';
import { complaintInWords } from './language/words/expression-words.js';
import { tokenUses } from './uses.js';
import { definitionRefused, schemaUnreadable } from './workflow.errors.js';

const HALF_EXPRESSION = `an expression encloses the whole text, such as \${ "Hello " + .name }`;

const COMPUTED_NAME = `the name of a member is never computed: let one expression make the object, such as \${ {(.key): .value} }`;

/** Different ones: jq holds those of a definition together, and has to be ready while a run waits for it. */
const MOST_EXPRESSIONS = 1_000;

/** Where nothing outside can be reached. */
const readNothing: ReadSchema = () => Promise.reject(schemaUnreadable('nothing outside can be reached from here.'));

/**
 * Reads and checks a definition for publishing: whatever Latchkey would not do exactly as written is refused here,
 * with its place, line and reason, and nothing is silently ignored. External schemas are read last, once.
 *
 * @throws BrokerError definition-refused, with every problem of the first check that found one
 */
export async function parseDefinition(text: string, pool: JqPool, read: ReadSchema = readNothing): Promise<Definition> {
  const source = readSource(text);
  const traps = source.traps();
  if (traps.length > 0) throw definitionRefused(traps);
  const findings = new Findings(source);
  await checkStructure(source.value, findings);
  refuseWith(findings);
  const workflow = source.value as Workflow;
  checkMeaning(workflow, findings);
  const sites = [...expressionSites(workflow)];
  await checkExpressions(sites, { pool, findings });
  refuseWith(findings);
  const schemas = await readSchemas(workflow, { read, findings });
  refuseWith(findings);
  return definitionOf({ workflow, sites, schemas }, pool);
}

/** A definition that was checked when it was published, with its external schemas as they were then. */
export function loadDefinition(text: string, pool: JqPool, schemas: SchemaTexts = {}): Definition {
  const workflow = readSource(text).value as Workflow;
  return definitionOf({ workflow, sites: [...expressionSites(workflow)], schemas }, pool);
}

interface Parts {
  readonly workflow: Workflow;
  readonly sites: readonly Site[];
  readonly schemas: SchemaTexts;
}

function definitionOf({ workflow, sites, schemas }: Parts, pool: JqPool): Definition {
  const expressions = sites.filter((site) => 'expression' in site).map(({ expression }) => expression);
  embedSchemas(workflow, schemas);
  return { workflow, program: new JqProgram(expressions, pool), uses: tokenUses(workflow), schemas };
}

async function checkExpressions(sites: readonly Site[], tools: { pool: JqPool; findings: Findings }): Promise<void> {
  const expressions = new Set(sites.flatMap((site) => ('expression' in site ? site.expression : [])));
  if (expressions.size > MOST_EXPRESSIONS) {
    const reason = `a definition has at most ${MOST_EXPRESSIONS} different expressions: let it run another process`;
    return tools.findings.add('/do', reason);
  }
  await Promise.all(
    sites.map(async (site) => {
      if ('half' in site) tools.findings.add(site.pointer, HALF_EXPRESSION);
      else if ('name' in site) tools.findings.add(site.pointer, COMPUTED_NAME);
      else await checkExpression(site, tools);
    }),
  );
  if (!tools.findings.isEmpty) return;
  const complaint = await new JqProgram(expressions, tools.pool).complaint();
  if (complaint) tools.findings.add('/do', `the expressions together do not compile: ${complaint}`);
}

async function checkExpression(
  { expression, args, pointer }: ExpressionSite,
  { pool, findings }: { pool: JqPool; findings: Findings },
): Promise<void> {
  const complaint = await complaintAbout(expression, args, pool);
  if (complaint === undefined) return;
  if (/\$secrets\b/.test(complaint)) {
    return findings.add(pointer, '`$secrets` is refused: connect an access token and name it in the step');
  }
  if (/\$authorization\b/.test(complaint)) {
    return findings.add(pointer, '`$authorization` is refused: no credential is ever shown to an expression');
  }
  findings.add(pointer, complaintInWords(complaint, expression));
}

function refuseWith(findings: Findings): void {
  if (!findings.isEmpty) throw definitionRefused(findings.problems);
}
