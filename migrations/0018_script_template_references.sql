-- A script template that a site or another template names cannot go, and none that is gone can be named, whoever comes first.

-- Built-in templates come with the program and have no rows; only ids of rows are held to them. Rows that lead to nothing
-- already are left as they are: their next programming says so.
alter table site
  add column own_onboarding_script integer generated always as (case when onboarding_script > 10000 then onboarding_script end) stored,
  add column own_cleanup_script integer generated always as (case when cleanup_script > 10000 then cleanup_script end) stored,
  add column own_upload_script integer generated always as (case when upload_script > 10000 then upload_script end) stored,
  add column own_release_script integer generated always as (case when release_script > 10000 then release_script end) stored,
  add constraint site_onboarding_template foreign key (provider_id, own_onboarding_script) references script_template not valid,
  add constraint site_cleanup_template foreign key (provider_id, own_cleanup_script) references script_template not valid,
  add constraint site_upload_template foreign key (provider_id, own_upload_script) references script_template not valid,
  add constraint site_release_template foreign key (provider_id, own_release_script) references script_template not valid;

alter table script_template
  add column own_cleanup_script integer generated always as (case when cleanup_script > 10000 then cleanup_script end) stored,
  add constraint script_template_cleanup foreign key (provider_id, own_cleanup_script) references script_template not valid;
