import { ScrollArea, type ScrollAreaProps } from '@mantine/core';

interface ScrollingProps extends ScrollAreaProps {
  readonly label: string;
}

/** Content that may be wider or longer than its place; the keyboard reaches it, because it scrolls. */
export function Scrolling({ label, ...area }: ScrollingProps) {
  return <ScrollArea.Autosize viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }} {...area} />;
}
