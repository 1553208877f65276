/** A link between a cluster and its owner that the portal was told. */
export interface OwnerLink {
  /** uid of the custom resource: a cluster made anew under the same name is another one. */
  readonly uid: string;
  /** Entity ref of the team. */
  readonly owner: string;
  /** Entity ref of the person. */
  readonly linkedBy: string;
  /** ISO time. */
  readonly linkedAt: string;
}

/** Links of clusters to owners; OwnershipStore writes them, each with its line of history. */
export interface OwnerLinkStore {
  list(): Promise<readonly OwnerLink[]>;
}
