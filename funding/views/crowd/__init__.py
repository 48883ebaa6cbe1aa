"""The pages of crowdfunding: the public’s, the panel’s."""
