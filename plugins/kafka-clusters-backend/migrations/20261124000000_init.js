// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('requests', table => {
    table.comment('Requests for Kafka clusters, one row for each');
    table.string('id', 36).primary();
    table.string('kubernetes_cluster', 63).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('name', 253).notNullable();
    table.string('owner', 255).notNullable();
    table.string('requested_by', 255).notNullable();
    table
      .string('idempotency_key', 200)
      .notNullable()
      .comment('Names the attempt; unique for each person');
    table.text('input').notNullable().comment('The checked request, JSON');
    table
      .text('zones')
      .notNullable()
      .comment('Zones that it was rendered for, JSON');
    table.string('state', 20).notNullable();
    table.text('steps').notNullable().comment('JSON');
    table.text('failure').comment('JSON; set when the request failed');
    table
      .boolean('undo')
      .notNullable()
      .defaultTo(false)
      .comment('What the request created still has to be taken back');
    table.string('lease_holder', 36).comment('The process that works on it');
    table.bigInteger('lease_until').comment('Milliseconds since 1970');
    table.string('progress_key', 64).comment('Hash of the latest progress');
    table.bigInteger('progress_at').comment('Milliseconds since 1970');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.unique(['requested_by', 'idempotency_key'], {
      indexName: 'requests_attempt',
    });
    table.index(['kubernetes_cluster', 'namespace', 'name'], 'requests_ref');
    table.index(['state'], 'requests_state');
  });

  await knex.schema.createTable('owner_links', table => {
    table.comment('Which team owns a cluster, where the portal was told');
    table.string('uid', 64).primary().comment('uid of the custom resource');
    table.string('owner', 255).notNullable();
    table.string('linked_by', 255).notNullable();
    table.bigInteger('linked_at').notNullable();
  });

  await knex.schema.createTable('ended_pods', table => {
    table.comment('Pods that ended within the latest hour');
    table.string('uid', 64).primary().comment('uid of the pod');
    table.string('cluster_uid', 64).notNullable();
    table.bigInteger('ended_at').notNullable();
    table.text('pod').notNullable().comment('JSON');
    table.index(['ended_at'], 'ended_pods_ended_at');
  });

  await knex.schema.createTable('cluster_memory', table => {
    table.comment('What adapters remember of clusters between two looks');
    table.string('uid', 64).primary().comment('uid of the custom resource');
    table.text('memory').notNullable().comment('JSON');
    table.bigInteger('updated_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_memory');
  await knex.schema.dropTable('ended_pods');
  await knex.schema.dropTable('owner_links');
  await knex.schema.dropTable('requests');
};
