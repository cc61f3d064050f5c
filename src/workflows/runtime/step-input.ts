/** What a step asks for, once its templates are filled: shown to people, and never read back. Names its token, if any. */
export class StepInput {
  #isWithheld = false;

  constructor(readonly value: unknown) {}

  /** It repeats a credential: nobody gets to see it. */
  withhold(): void {
    this.#isWithheld = true;
  }

  get isWithheld(): boolean {
    return this.#isWithheld;
  }
}
