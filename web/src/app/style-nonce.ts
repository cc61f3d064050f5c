/** The word by which the server's policy lets this page's own style elements in. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}

/** Dialogs stop the page behind them with a style element of their own, whose library looks for the word here. */
export function announceStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
