"""What is known beside answers: plans, pilots and meetings as somebody wrote them down."""
