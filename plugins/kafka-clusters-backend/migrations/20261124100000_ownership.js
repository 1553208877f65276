// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('ownership_events', table => {
    table.comment('How clusters came to whom they belong: who, when and why');
    table.increments('position');
    table.string('uid', 64).notNullable().comment('uid of the custom resource');
    table.bigInteger('at').notNullable().comment('Milliseconds since 1970');
    table.string('person', 255).notNullable();
    table.string('action', 30).notNullable();
    table.string('team', 255);
    table.string('previous_team', 255);
    table.string('component', 255);
    table.text('reason').comment('What the person wrote');
    table.index(['uid'], 'ownership_events_uid');
  });

  await knex.schema.createTable('declined_claims', table => {
    table.comment('Claims of annotations that are not shown any more');
    table.string('uid', 64).notNullable().comment('uid of the custom resource');
    table.string('owner', 255).notNullable();
    table.primary(['uid', 'owner']);
  });

  await knex.schema.createTable('ownership_transfers', table => {
    table.comment('Clusters on their way from one team to another');
    table.string('id', 36).primary();
    table.string('uid', 64).notNullable().comment('uid of the custom resource');
    table
      .string('pending_uid', 64)
      .unique({ indexName: 'ownership_transfers_pending' })
      .comment('The uid while it waits: a cluster has one such transfer');
    table.string('kubernetes_cluster', 63).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('name', 253).notNullable();
    table.string('from_team', 255).notNullable();
    table.string('to_team', 255).notNullable();
    table.string('requested_by', 255).notNullable();
    table.bigInteger('requested_at').notNullable();
    table.text('reason').comment('What the person wrote');
    table.string('state', 20).notNullable();
  });

  await knex.schema.createTable('cluster_consumers', table => {
    table.comment('Components that asked for clusters, and what was decided');
    table.string('id', 36).primary();
    table.string('uid', 64).notNullable().comment('uid of the custom resource');
    table.string('component', 255).notNullable();
    table
      .string('team', 255)
      .notNullable()
      .comment(
        'Owner of the component; of another owner it is another request',
      );
    table.string('state', 20).notNullable();
    table.string('decided_by', 255);
    table.bigInteger('decided_at').comment('Milliseconds since 1970');
    table.unique(['uid', 'component', 'team'], {
      indexName: 'cluster_consumers_request',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_consumers');
  await knex.schema.dropTable('ownership_transfers');
  await knex.schema.dropTable('declined_claims');
  await knex.schema.dropTable('ownership_events');
};
