"""What goes when somebody who commented closes their account."""

from engagement.models import Comment, Visit


def let_go_of_comments(user):
    """What a member sent stays without their name; what they never sent, and their visits, go.

    The record of a review names no comment's words; it is forgotten with the person.
    """
    own = Comment.objects.filter(writer=user)
    reviews = sorted(set(own.values_list("review_id", flat=True)))
    own.filter(sent_at=None).delete()
    own.update(writer_label="A former member")
    Visit.objects.filter(reader=user).delete()
    return [f"engagement.review:{pk}" for pk in reviews]
