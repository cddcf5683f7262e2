"""What is asked: questionnaire definitions, their rule-book and their codebooks, in pure Python."""
