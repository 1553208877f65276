import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { plainText } from '../view/text';
import { keys } from './keys';

/** Shown at once; whoever wants another one types some of its name. */
const shown = 6;

/** A team that can be chosen. */
export interface Team {
  readonly entityRef: string;
  readonly title: string;
}

function readTeam(entity: Entity): Team {
  const profile: unknown = entity.spec?.profile;
  const displayName: unknown =
    typeof profile === 'object' && profile !== null && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return {
    entityRef: stringifyEntityRef(entity),
    title: plainText(
      typeof displayName === 'string'
        ? displayName
        : entity.metadata.title ?? entity.metadata.name,
      80,
    ),
  };
}

/**
 * Groups of the catalog that fit what is typed. The catalog searches, since an
 * organisation may have thousands.
 *
 * @param except - entity ref of a team that is not offered
 */
export function useTeams(search: string, except?: string) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: keys.teams(search),
    queryFn: async () => {
      const { items, totalItems } = await catalog.queryEntities({
        filter: { kind: 'group' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile.displayName',
        ],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: shown,
        ...(search.trim() && {
          fullTextFilter: {
            term: search.trim(),
            fields: [
              'metadata.name',
              'metadata.title',
              'spec.profile.displayname',
            ],
          },
        }),
      });
      return { teams: items.map(readTeam), hasMore: totalItems > shown };
    },
    select: ({ teams, hasMore }) => ({
      teams: teams.filter(({ entityRef }) => entityRef !== except),
      hasMore,
    }),
    placeholderData: keepPreviousData,
  });
}
