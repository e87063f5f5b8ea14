"""What figures add to the campaign's pages: 审核规则 and the opening of periods."""
