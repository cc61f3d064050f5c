/** The vendor's clock: the machine's, ahead or behind by what the control door was told. */
export class VendorClock {
  aheadBySeconds = 0;

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.aheadBySeconds * 1000;
  }

  /** Whole seconds since the epoch. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }
}
