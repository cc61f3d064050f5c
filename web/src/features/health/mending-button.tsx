import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { useMessages } from '../../components/messages.js';
import { healthTexts } from '../../texts/health.js';
import { mendingDoors, type Need } from './health-queries.js';

const { actions, told } = healthTexts;

/** The button that mends it, for whoever may press it. */
export function MendingButton({ need }: { readonly need: Need }) {
  const { token } = need;
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell, tellProblem } = useMessages();
  const [managesGlobal, managesApp] = [useRight('manage-global-tokens'), useRight('manage-app', token.scope)];
  const kind = kindOf(need);
  const mending = useMutation({
    mutationFn: async () => {
      if (kind === 'renew') await mendingDoors.renew(token.id);
      else if (kind === 'keepAlive') await mendingDoors.keepAlive(token.id);
      else return (await mendingDoors.edit(token.id)).id;
      return undefined;
    },
    onSuccess: async (draftId) => {
      if (draftId !== undefined) return navigate({ to: '/connect/$draftId', params: { draftId } });
      return tell(kind === 'renew' ? told.renewed(token.name) : told.keptAlive(token.name));
    },
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ['forecast'] }),
  });
  if (!(token.scope === 'global' ? managesGlobal : managesApp)) return null;
  return (
    <Button
      variant={need.kind === 'needs-person' ? 'filled' : 'default'}
      size="xs"
      aria-label={`${actions[kind]}: ${token.name}`}
      loading={mending.isPending}
      onClick={() => mending.mutate()}
    >
      {actions[kind]}
    </Button>
  );
}

function kindOf({ kind, isPreventable, remedy }: Need): keyof typeof actions {
  if (kind === 'dies-of-idleness' && isPreventable) return 'keepAlive';
  if (remedy === 'in-doubt') return 'renew';
  return remedy === 'configure' ? 'configure' : 'reconnect';
}
