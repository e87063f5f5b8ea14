"""The city's table on screen, its units, its issue (发布), and 分析."""
