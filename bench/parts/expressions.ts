import { JqPool } from '../../src/workflows/runtime/expressions/jq-pool.js';
import { JqProgram } from '../../src/workflows/runtime/expressions/jq-program.js';

const AT_ONCE = 2_000;
const ROUNDS = 9;
const ORDERS = Array.from({ length: 50 }, (_, id) => ({ id, customer: `C-${id % 7}`, total: id * 3.5 }));
const INPUT = { customer: { name: 'Ada', orders: ORDERS } };
const EXPRESSIONS = {
  'a plain path': '.customer.orders[3].total',
  'a text put together': '"Hello \\(.customer.name)"',
  'a sum over fifty members': '[.customer.orders[] | select(.total > 20) | .total] | add',
};

/** What one evaluation takes, with fifty orders as input, once its definition is compiled. */
export async function expressions(): Promise<void> {
  const pool = new JqPool();
  const program = new JqProgram(Object.values(EXPRESSIONS), pool);
  const scope = { args: {}, now: new Date(0) };
  process.stdout.write(`Expressions, one after the other, the median of ${ROUNDS} rounds\n`);
  for (const [name, expression] of Object.entries(EXPRESSIONS)) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now();
      for (let each = 0; each < AT_ONCE; each += 1) {
        const result = await program.evaluate(expression, INPUT, scope);
        if ('problem' in result) throw new Error(result.problem);
      }
      rounds.push(((performance.now() - began) * 1_000) / AT_ONCE);
    }
    const median = rounds.sort((one, other) => one - other)[ROUNDS >> 1] ?? 0;
    process.stdout.write(`  ${name.padEnd(34)}${median.toFixed(1).padStart(8)} µs\n`);
  }
  process.stdout.write('\n');
  await pool.close();
}
