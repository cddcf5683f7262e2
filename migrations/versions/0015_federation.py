"""Who signs in by somebody else's word."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.CheckConstraint("issuer <> '' AND subject <> ''", name=op.f("ck_identity_is_named")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_identity_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identity")),
    )
    op.create_index(op.f("ix_identity_account_id"), "identity", ["account_id"])
    op.create_table(
        "given_role",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=15), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer", "subject"],
            ["identity.issuer", "identity.subject"],
            name=op.f("fk_given_role_issuer_subject"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id", "organisation_id", "role"],
            ["membership.account_id", "membership.organisation_id", "membership.role"],
            name="fk_given_role_membership",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", "organisation_id", "role", name=op.f("pk_given_role")),
    )
    op.create_index("ix_given_role_membership", "given_role", ["account_id", "organisation_id", "role"])
    op.create_table(
        "federated_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("session_id", sa.String(length=255), nullable=True),
        sa.Column("hint", sa.LargeBinary(), nullable=True),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("session_id <> ''", name=op.f("ck_federated_visit_session_is_named_or_unknown")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_federated_visit_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federated_visit")),
    )
    op.create_index(op.f("ix_federated_visit_account_id"), "federated_visit", ["account_id"])
    op.create_index(op.f("ix_federated_visit_ends_at"), "federated_visit", ["ends_at"])
    op.create_index("ix_federated_visit_session", "federated_visit", ["issuer", "session_id"])
    op.create_table(
        "spent_answer",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_spent_answer_digest_is_whole")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_spent_answer")),
    )
    op.create_index(op.f("ix_spent_answer_ends_at"), "spent_answer", ["ends_at"])


def downgrade() -> None:
    for table in ("spent_answer", "federated_visit", "given_role", "identity"):
        op.drop_table(table)
