-- A role is a set of rights of its own and includes no other: existing tokens keep theirs.
alter table api_token drop constraint api_token_role_check;
alter table api_token add constraint api_token_role_check
  check (role in ('VIEWER', 'EDITOR', 'APPROVER', 'CONNECTOR', 'ADMIN'));
