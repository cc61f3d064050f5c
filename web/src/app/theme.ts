import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  rem,
  type VariantColorsResolver,
} from '@mantine/core';

/** The green of an old key cabinet. Shade 8 carries white text, shade 3 dark text, both beyond AA. */
const cabinet: MantineColorsTuple = [
  '#eef6f4',
  '#dcebe7',
  '#b5d6ce',
  '#8cc1b4',
  '#67ab9c',
  '#43907f',
  '#2b7768',
  '#1d6457',
  '#14524b',
  '#0c3c37',
];

/** A warm grey: paper by day, ink by night. */
const paper: MantineColorsTuple = [
  '#f8f7f4',
  '#efede8',
  '#e0ddd5',
  '#c9c5bb',
  '#a19c91',
  '#79746b',
  '#5e5a53',
  '#46433e',
  '#2e2c29',
  '#1b1a18',
];

const night: MantineColorsTuple = [
  '#e6e8e7',
  '#c3c8c6',
  '#a3aaa7',
  '#838b88',
  '#59615e',
  '#3b4340',
  '#2b3230',
  '#1f2523',
  '#181d1b',
  '#111513',
];

const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

/** The library asks once whether text on the primary colour is black or white; here the schemes differ. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isPrimary = input.color === undefined || input.color === 'cabinet';
  return input.variant === 'filled' && isPrimary ? { ...colors, color: 'var(--on-primary)' } : colors;
};

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'cabinet',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  colors: { cabinet, paper, dark: night },
  white: '#ffffff',
  black: '#1b1f1d',
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontFamily: SANS,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: rem(26), lineHeight: '1.25' },
      h2: { fontSize: rem(18), lineHeight: '1.35' },
      h3: { fontSize: rem(15), lineHeight: '1.4' },
    },
  },
  components: {
    Badge: { defaultProps: { radius: 'sm', tt: 'none', fw: 600, miw: 'max-content' } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
        openDelay: 150,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Modal: {
      // The library's heading of a dialog would be a second banner of the page.
      defaultProps: { centered: true, overlayProps: { blur: 2 }, attributes: { header: { role: 'presentation' } } },
    },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
  },
});
