"""Who may sign in, the roles they hold, and the demonstration's post box."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

from civilsociety.accounts.roles import RESPONDENT, ROLES


class UserQuerySet(models.QuerySet):
    def known_as(self, text):
        """People whose name or address contains what somebody typed."""
        text = text.strip()
        return self.filter(Q(name__icontains=text) | Q(email__icontains=text)) if text else self

    def in_order(self):
        """By name as a person would file it; people without a name by their address."""
        filed = Lower(Coalesce(NullIf("name", models.Value("")), "email"))
        return self.order_by(filed, "pk")

    def with_roles_held(self):
        """Each person with the roles they hold now, as `roles_held`."""
        held = RoleAssignment.objects.current().order_by("given_at", "pk")
        return self.prefetch_related(
            models.Prefetch("role_assignments", held, to_attr="roles_held")
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes users by their email address."""

    def create_user(self, email, *, name="", **fields):
        """A person who signs in by emailed code, and so has no password."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who can sign in: a respondent, a member, an officer."""

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]

    def __str__(self):
        return self.name or (self.email if self.is_active else f"Closed account {self.pk}")

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email

    @cached_property
    def roles(self):
        """The roles this person holds now; everybody is a respondent."""
        held = self.role_assignments.filter(ended_at=None).values_list("role", flat=True)
        return [RESPONDENT, *(ROLES[key] for key in held if key in ROLES)]

    @cached_property
    def permissions(self):
        """Everything this person may do, over all their roles."""
        return frozenset().union(*(role.permissions for role in self.roles))

    def may(self, permission):
        """Whether one of this person's roles allows `permission`."""
        return self.is_active and permission in self.permissions

    @property
    def needs_second_factor(self):
        """Whether one of this person's roles asks for a second factor at sign-in."""
        return any(role.needs_second_factor for role in self.roles)

    # What Django's admin asks of a user. Model permissions are not used: see accounts.admin.

    @property
    def is_staff(self):
        return self.may("use_admin")

    def has_perm(self, perm, obj=None):
        return False

    def has_module_perms(self, app_label):
        return self.is_staff


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self):
        """Roles that are held now."""
        return self.filter(ended_at=None)


class RoleAssignment(models.Model):
    """A role somebody holds or held; ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=40, choices=[(r.key, r.name) for r in ROLES.values()])
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_at=None),
                name="a_role_is_held_once",
            ),
            models.CheckConstraint(
                condition=Q(role__in=list(ROLES)), name="role_assignment_role_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.name}"

    @property
    def name(self):
        """The role's name, as people use it."""
        return self.get_role_display()


class OutboxMessage(models.Model):
    """A message the demonstration would have mailed; production never writes one."""

    message_id = models.CharField(max_length=255, unique=True)
    to = models.TextField()
    sender = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.subject} → {self.to}"


class OutboxAttachment(models.Model):
    """A file that came with a message of the demonstration, kept so that it can be opened."""

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100, default="application/octet-stream")
    content = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name
