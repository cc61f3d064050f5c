// Prints "N passed, N failed" from a jest report; a report that is missing, or that counted nothing, is a failure.
// A suite that could not start counts as one failed test, since jest counts none for it.
import { existsSync, readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
const report = path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
const passed = report?.numPassedTests ?? 0;
const failed = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
