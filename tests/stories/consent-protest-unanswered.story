# A protest without an answer stays so, with the reason why it is left.
2025-03-03 09:00 LIA-1 protest draft party=A text="The mission protests." as=P1
2025-03-03 09:10 HEAD-1 protest approve P1
2025-03-03 10:00 LIA-1 protest send P1 sent=2025-03-03T10:00:00Z
2025-03-20 10:00 LIA-1 protest leave P1
expect refused invalid reason
2025-03-20 10:00 LIA-1 protest leave P1 reason="No answer in 17 days"
expect P1 state unanswered
