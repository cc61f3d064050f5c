import { Button, Group, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { ButtonLink } from '../../components/links.js';
import { tourTexts as texts } from '../../texts/tour.js';
import classes from './tour.module.css';
import { useTourSwitch } from './tour-switch.js';

/** The three places of the product, in the order in which a newcomer needs them. */
const STEPS = [
  { to: '/manage/tokens', ...texts.places.tokens },
  { to: '/apps', ...texts.places.apps },
  { to: '/manage/health', ...texts.places.health },
] as const;

/** Stands at the head of each of these places until it is ended, and leads to the next. */
export function Tour() {
  const { pathname } = useLocation();
  const [isOn, setOn] = useTourSwitch();
  const index = STEPS.findIndex(({ to }) => to === pathname.replace(/\/$/, ''));
  const step = STEPS[index];
  if (!isOn || !step) return null;
  const next = STEPS[index + 1];
  return (
    <aside aria-label={texts.label} className={classes.tour}>
      <div className={classes.words}>
        <Text size="xs" fw={600} className={classes.count}>
          {texts.step(index + 1, STEPS.length)}
        </Text>
        <Text fw={600}>{step.title}</Text>
        <Text size="sm" mt={2}>
          {step.text}
        </Text>
      </div>
      <Group gap="xs" className={classes.buttons}>
        <Button size="xs" variant="subtle" color="gray" onClick={() => setOn(false)}>
          {texts.end}
        </Button>
        {next ? (
          <ButtonLink size="xs" variant="default" to={next.to}>
            {texts.next(next.name)}
          </ButtonLink>
        ) : null}
      </Group>
    </aside>
  );
}
