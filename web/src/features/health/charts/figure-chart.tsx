import { BarChart } from '@mantine/charts';
import { Center, ColorSwatch, Group, Text } from '@mantine/core';
import { Panel } from '../../../components/panel.js';
import { healthTexts } from '../../../texts/health.js';
import type { Figures, Series } from '../health-queries.js';
import classes from './charts.module.css';
import { colorOf, inOrder } from './series-colors.js';

const { charts: texts } = healthTexts;
const LABELS: Readonly<Record<string, string>> = { ...texts.labels, ...texts.causes };
const HEIGHT = 200;
const DAY_SECONDS = 86_400;

const number = new Intl.NumberFormat();
const hour = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const hourOfDay = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
// Days are those of UTC, as the server counts them.
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

interface FigureChartProps {
  readonly title: string;
  readonly about: string;
  readonly figures: Pick<Figures, 'at' | 'stepSeconds'>;
  readonly series: readonly Series[];
}

/** Bars over time. The totals stand beside them as words, for whoever does not see bars. */
export function FigureChart({ title, about, figures, series }: FigureChartProps) {
  const shown = inOrder(series).map(({ label, counts }, index) => ({
    name: label,
    label: LABELS[label] ?? plain(label),
    color: colorOf(label, index),
    total: counts.reduce((sum, count) => sum + count, 0),
  }));
  const data = figures.at.map((at, index) => ({
    at: nameOf(new Date(at), figures),
    ...Object.fromEntries(series.map(({ label, counts }) => [label, counts[index] ?? 0])),
  }));
  const totals = shown.map(({ label, total }) => `${label} ${number.format(total)}`).join(', ');
  return (
    <Panel title={title} about={about}>
      {shown.length === 0 ? (
        <Center h={HEIGHT}>
          <Text size="sm" c="dimmed">
            {texts.nothing}
          </Text>
        </Center>
      ) : (
        <>
          <Group gap="md" mb="md" component="ul" className={classes.totals}>
            {shown.map(({ name, label, color, total }) => (
              <Group key={name} gap={6} wrap="nowrap" component="li">
                <ColorSwatch color={`var(--mantine-color-${color.replace('.', '-')})`} size={10} withShadow={false} />
                <Text size="xs" c="dimmed">
                  {label}
                </Text>
                <Text size="xs" fw={600}>
                  {number.format(total)}
                </Text>
              </Group>
            ))}
          </Group>
          <div role="img" aria-label={texts.summary(title, totals)}>
            <BarChart
              h={HEIGHT}
              data={data}
              dataKey="at"
              type="stacked"
              series={shown.map(({ name, label, color }) => ({ name, label, color }))}
              valueFormatter={(value) => number.format(value)}
              tickLine="none"
              gridAxis="x"
              barProps={{ isAnimationActive: false }}
              barChartProps={{ accessibilityLayer: false }}
              xAxisProps={{ minTickGap: 24 }}
              yAxisProps={{ allowDecimals: false, width: 36 }}
            />
          </div>
        </>
      )}
    </Panel>
  );
}

function nameOf(at: Date, { at: all, stepSeconds }: Pick<Figures, 'at' | 'stepSeconds'>): string {
  if (stepSeconds === DAY_SECONDS) return day.format(at);
  return all.length > 30 ? hourOfDay.format(at) : hour.format(at);
}

/** `grant-refused` in plain letters. */
function plain(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}
