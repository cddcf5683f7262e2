"""What kind an organisation is, what each member does there, and the log of what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

KINDS = "'municipality', 'unit', 'county_governor', 'directorate', 'health_trust', 'project'"
ROLES = "'administrator', 'owner', 'analyst', 'reader', 'approver', 'contributor', 'unit_staff', 'project_group'"
REFUSE = "the audit log is never changed"


def upgrade() -> None:
    _describe_organisations()
    _give_roles()
    op.create_table(
        "audit_event",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("survey_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_audit_event_numbers_start_at_one")),
        sa.CheckConstraint("length(seal) = 32", name=op.f("ck_audit_event_has_a_whole_seal")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_organisation_id"), "audit_event", ["organisation_id"])
    op.create_index(op.f("ix_audit_event_survey_id"), "audit_event", ["survey_id"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_is_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    head = sa.table("audit_head", sa.column("id"), sa.column("number"), sa.column("seal", sa.LargeBinary()))
    op.bulk_insert(head, [{"id": 1, "number": 0, "seal": b"\x00" * 32}])
    _refuse_changes()


def _describe_organisations() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="project"))
        table.add_column(sa.Column("number", sa.String(length=9), nullable=True))
        table.add_column(sa.Column("area", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("part_of", sa.Uuid(), nullable=True))
        table.create_unique_constraint(op.f("uq_organisation_number"), ["number"])
        table.create_foreign_key(op.f("fk_organisation_part_of"), "organisation", ["part_of"], ["id"])
        for name, rule in (
            ("kind_is_known", f"kind IN ({KINDS})"),
            ("number_is_whole", "length(number) = 9"),
            ("area_is_of_a_public_body", "area IS NULL OR kind IN ('municipality', 'county_governor')"),
            ("only_units_are_parts", "part_of IS NULL OR kind = 'unit'"),
            ("is_no_part_of_itself", "part_of <> id"),
        ):
            table.create_check_constraint(op.f(f"ck_organisation_{name}"), rule)
    with op.batch_alter_table("organisation") as table:
        table.alter_column("kind", server_default=None)
    op.create_index(op.f("ix_organisation_part_of"), "organisation", ["part_of"])


def _give_roles() -> None:
    """Whoever could do everything before may do so still."""
    op.create_table(
        "role_of",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=15), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_membership_role_is_known")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", "role", name=op.f("pk_role_of")),
    )
    for role in ("owner", "administrator"):
        op.execute(
            "INSERT INTO role_of (account_id, organisation_id, role, since) "  # noqa: S608 -- two words of ours
            f"SELECT account_id, organisation_id, '{role}', account.created_at FROM membership "
            "JOIN account ON account.id = membership.account_id"
        )
    op.drop_table("membership")
    op.rename_table("role_of", "membership")
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE membership RENAME CONSTRAINT pk_role_of TO pk_membership")


def _refuse_changes() -> None:
    """Nobody changes or deletes an event by mistake; who does so on purpose breaks the chain."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_event_no_{change.lower()} BEFORE {change} ON audit_event "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSE}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_audit()"
    )


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_to_change_audit()")
    op.create_table(
        "works_for",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", name=op.f("pk_works_for")),
    )
    op.execute("INSERT INTO works_for SELECT DISTINCT account_id, organisation_id FROM membership")
    op.drop_table("membership")
    op.rename_table("works_for", "membership")
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"])
    op.drop_index(op.f("ix_organisation_part_of"), table_name="organisation")
    with op.batch_alter_table("organisation") as table:
        table.drop_constraint(op.f("fk_organisation_part_of"), type_="foreignkey")
        table.drop_constraint(op.f("uq_organisation_number"), type_="unique")
        for name in (
            "kind_is_known",
            "number_is_whole",
            "area_is_of_a_public_body",
            "only_units_are_parts",
            "is_no_part_of_itself",
        ):
            table.drop_constraint(op.f(f"ck_organisation_{name}"), type_="check")
        for column in ("part_of", "area", "number", "kind"):
            table.drop_column(column)
