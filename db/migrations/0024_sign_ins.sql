-- When the token was issued that last signed a person in: an older one does not bring back memberships that the
-- provider has ended.
create table person_sign_in (
  person_id uuid not null references person on delete cascade,
  issuer text not null collate "C" check (length(issuer) between 1 and 100),
  token_issued_at timestamptz(3) not null,
  primary key (person_id, issuer)
);
