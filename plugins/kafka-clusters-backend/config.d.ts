export interface Config {
  /** Kafka Clusters: Kafka on Kubernetes as a self-service product. */
  kafkaClusters?: {
    /** Kubernetes clusters that hold, or shall hold, Kafka clusters. Without any, the pages say that none is connected. */
    kubernetesClusters?: Array<{
      /** DNS label, unique; part of every cluster reference. Renaming it makes other clusters of them. */
      name: string;
      /** What people call it; its name when absent. */
      title?: string;
      /** Connects as a context of a kubeconfig file says, exec plugins included. */
      kubeconfig?: {
        /** Path of the file. */
        path: string;
        /** The current context of the file when absent. */
        context?: string;
      };
      /** Connects to the Kubernetes cluster that the portal itself runs in. */
      inCluster?: boolean;
      /** Address of the API server, for a connection by certificate authority and token. */
      url?: string;
      /** Certificate authority of the API server, PEM. */
      caData?: string;
      /** File with the certificate authority, PEM; read once at start. */
      caFile?: string;
      /**
       * Token of the portal's service account.
       * @visibility secret
       */
      token?: string;
      /** File with the token; read again whenever the API server answers 401. */
      tokenFile?: string;
      /** Registry, pull secrets and images of all containers, for this Kubernetes cluster. */
      images?: {
        /** Host and path that replace the registry of every image, e.g. `registry.example.com/mirror`. */
        registry?: string;
        /** Names of Secrets of type dockerconfigjson in the namespaces of the clusters. */
        pullSecrets?: string[];
        /** Kafka image with tag or digest. */
        kafka?: string;
        /** ZooKeeper image with tag or digest. */
        zookeeper?: string;
        /** Cruise Control image with tag or digest. */
        cruiseControl?: string;
        /** Image that holds the JMX exporter, with tag or digest. */
        jmxExporter?: string;
      };
    }>;
    /**
     * The portal only reads: nobody can create, discard or change anything in
     * Kubernetes through it, whatever the permission policy says, not even
     * annotations. Its accounts then need no right to write. False when absent.
     */
    readOnly?: boolean;
    /**
     * Which teams namespaces serve. What is said here goes before the annotation
     * `kafka-clusters.io/teams` of the namespace.
     */
    targets?: Array<{
      /** Name of the Kubernetes cluster. */
      kubernetesCluster: string;
      /** Name of the namespace. */
      namespace: string;
      /** Entity refs of the teams, e.g. `group:default/orders`. */
      teams: string[];
    }>;
    /** Owners of clusters in namespaces that serve no single team; the first rule that fits counts. */
    owners?: Array<{
      /** Name of the Kubernetes cluster; any when absent. */
      kubernetesCluster?: string;
      /** Name of namespaces; `*` stands for any characters. */
      namespace: string;
      /** Entity ref of the owning team. */
      owner: string;
    }>;
    /** Whose clusters are. */
    ownership?: {
      /**
       * Copies the owner that the portal records into the annotation
       * `kafka-clusters.io/owner` of the custom resource, where no GitOps tool
       * would undo it: after a loss of the portal's database the copies come
       * back as claims. True when absent.
       */
      mirror?: boolean;
    };
    /** Clusters as entities of the catalog. */
    catalog?: {
      /**
       * How entities of clusters are named. `plain` (the default):
       * `<kubernetes cluster>.<namespace>.<name>`. `opaque`: a hash of it, since
       * Backstage shows names of related entities to people who may not read
       * them, e.g. on the page of the owning team. Titles stay readable to
       * those who may read the entity. Changing it makes other entities of
       * them: links and stars of people point to the old ones.
       */
      entityNames?: 'plain' | 'opaque';
    };
    /** Requests for clusters. */
    provisioning?: {
      /** A request fails when its cluster makes no progress for so many minutes; 15 when absent. */
      failAfterMinutes?: number;
    };
  };
}
