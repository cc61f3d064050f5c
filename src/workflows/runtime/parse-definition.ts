import type { Definition, Workflow } from './definition.js';
import type { JqPool } from './expressions/jq-pool.js';
import { complaintAbout, JqProgram } from './expressions/jq-program.js';
import { checkMeaning } from './language/check-meaning.js';
import { checkStructure } from './language/check-structure.js';
import { type ExpressionSite, expressionSites, type Site } from './language/expression-sites.js';
import { Findings } from './language/findings.js';
import { readSource } from './language/source.js';
import { tokenUses } from './uses.js';
import { definitionRefused } from './workflow.errors.js';

const HALF_EXPRESSION = `an expression encloses the whole text, such as \${ "Hello \\\\(.name)" }`;

/**
 * Reads and checks a definition for publishing: whatever Latchkey would not do exactly as written is refused here,
 * with its place, line and reason, and nothing is silently ignored.
 *
 * @throws BrokerError definition-refused, with every problem of the first check that found one
 */
export async function parseDefinition(text: string, pool: JqPool): Promise<Definition> {
  const source = readSource(text);
  const findings = new Findings(source);
  await checkStructure(source.value, findings);
  refuseWith(findings);
  const workflow = source.value as Workflow;
  checkMeaning(workflow, findings);
  const sites = [...expressionSites(workflow)];
  await checkExpressions(sites, { pool, findings });
  refuseWith(findings);
  return definitionOf(workflow, sites, pool);
}

/** A definition that was checked when it was published. */
export function loadDefinition(text: string, pool: JqPool): Definition {
  const workflow = readSource(text).value as Workflow;
  return definitionOf(workflow, [...expressionSites(workflow)], pool);
}

function definitionOf(workflow: Workflow, sites: readonly Site[], pool: JqPool): Definition {
  const expressions = sites.filter((site) => 'expression' in site).map(({ expression }) => expression);
  return { workflow, program: new JqProgram(expressions, pool), uses: tokenUses(workflow) };
}

async function checkExpressions(sites: readonly Site[], tools: { pool: JqPool; findings: Findings }): Promise<void> {
  await Promise.all(
    sites.map(async (site) => {
      if ('half' in site) tools.findings.add(site.pointer, HALF_EXPRESSION);
      else await checkExpression(site, tools);
    }),
  );
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
  findings.add(pointer, `the expression does not compile: ${complaint}`);
}

function refuseWith(findings: Findings): void {
  if (!findings.isEmpty) throw definitionRefused(findings.problems);
}
