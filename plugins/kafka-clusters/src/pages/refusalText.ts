import type { ClaimsResponse } from '@kafka-clusters/plugin-kafka-clusters-common';
import { shortRef } from '../view/shortRef';
import { plainText } from '../view/text';
import type { Translate } from '../view/words';

/** Why a claim could not be answered. */
export function refusalText(
  t: Translate,
  { claim, code }: ClaimsResponse['refused'][number],
): string {
  return t('claims.refused', {
    what: t('claims.claim', {
      team: shortRef(claim.owner),
      name: plainText(claim.ref.name, 253),
    }),
    why: t(`claims.why.${code}`),
  });
}
