-- With two million numbers there are two thousand blocks, and adding them up for each page took longer than reading the
-- page. Level 1 counts 64 blocks of level 0 together, so that a page is found by walking some dozens of rows.

alter table number_block add column level smallint not null default 0;
alter table number_block drop constraint number_block_pkey, add primary key (provider_id, ms_tenant_id, level, block);
alter table number_block alter column level drop default;

create or replace function count_number_blocks() returns trigger language plpgsql as $$
begin
  insert into number_block as b (provider_id, ms_tenant_id, level, block, count)
    with small as (
      select provider_id, coalesce(ms_tenant_id, '00000000-0000-0000-0000-000000000000') as ms_tenant_id, id / 1000 as block,
        count(*) * case tg_op when 'DELETE' then -1 else 1 end as count
      from changed group by grouping sets ((provider_id, ms_tenant_id, id / 1000), (provider_id, id / 1000))
    )
    select provider_id, ms_tenant_id, 0, block, count from small
    union all
    select provider_id, ms_tenant_id, 1, block / 64, sum(count) from small group by 1, 2, 4
    order by 1, 2, 3, 4
    on conflict (provider_id, ms_tenant_id, level, block) do update set count = b.count + excluded.count;
  return null;
end $$;

-- Counts everything anew; for this migration, and after numbers were loaded with triggers off.
create function recount_number_blocks() returns void language sql as $$
  delete from number_block;
  with small as (
    select provider_id, coalesce(ms_tenant_id, '00000000-0000-0000-0000-000000000000') as ms_tenant_id, id / 1000 as block, count(*) as count
    from number group by grouping sets ((provider_id, ms_tenant_id, id / 1000), (provider_id, id / 1000))
  )
  insert into number_block (provider_id, ms_tenant_id, level, block, count)
    select provider_id, ms_tenant_id, 0, block, count from small
    union all
    select provider_id, ms_tenant_id, 1, block / 64, sum(count) from small group by 1, 2, 4;
$$;

select recount_number_blocks();
