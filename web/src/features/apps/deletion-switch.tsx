import { Skeleton, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemNotice } from '../../components/problem-notice.js';
import { appsTexts } from '../../texts/apps.js';
import { allowAppDeletion, tenantQuery } from './app-queries.js';

const { settings: texts } = appsTexts;

/** The tenant's setting without which no app is deleted; for those who may change it. */
export function DeletionSwitch() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(tenantQuery);
  const change = useMutation({
    mutationFn: allowAppDeletion,
    onSettled: () => client.invalidateQueries({ queryKey: tenantQuery.queryKey }),
  });
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={40} />;
  return (
    <>
      <Switch
        label={texts.mayDelete}
        description={texts.mayDeleteAbout}
        checked={data.body.settings.allowAppDeletion}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ etag: data.etag, isAllowed: event.currentTarget.checked })}
      />
      {change.error ? <ProblemNotice error={change.error} /> : null}
    </>
  );
}
