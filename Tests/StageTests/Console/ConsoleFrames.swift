/// The console's frames, to the letter.
enum ConsoleFrames {
    static let notes = """
         sesame stage  the demo that began at 12:00            paused     6:45 of 10:00
         Chapter 5 of 6  Break it                         1:10 of 2:00       0:55 ahead
        ────────────────────────────────────────────────────────────────────────────────
           Say    "AWS says a few words and no reason. Where would you look first?"
                  Wait for two hands. "Nine links. Let us see which one."
           Watch  the cause is hidden until you press Enter.

           Now    7 Testing and validation: ✗ key desk, cause hidden
         ▸ Next   Enter      Show the cause: TRUST-SUBJECT
           Then   Enter      See the fix        a, Enter  apply it       s  send again

           Broken      1  trust policy names "prod"       TRUST-SUBJECT    for 0:40
           On cue      7  sending policy is gone          SES-DOOR-2       with next s

           ┌ The audience sees ─────────────────────────────────────────────────────┐
           │   ✗ 3  Key desk gives ses-sender-role      132 ms   AccessDenied       │
           │ ▸ [ Show the cause ]   [ Send again ]   [ Continue ]   [ Back ]        │
           │   The key desk refused. Enter shows why.                               │
           └────────────────────────────────────────────────────────────────────────┘

        ────────────────────────────────────────────────────────────────────────────────
           Enter presses Enter on the stage. Left takes the last key back, world too.
           21 keys pressed, 21 can be taken back.
           Enter next   Left back   b break   g chapters   Space play   v view   ? help
        """

    static let faults = """
         sesame stage  the demo that began at 12:00            paused     6:45 of 10:00
         Chapter 5 of 6  Break it                         1:10 of 2:00       0:55 ahead
        ────────────────────────────────────────────────────────────────────────────────
           The stage shows only "Something is broken now." What it is, you know.

                what                                        found as
         ▸ ✗  1 trust policy names namespace "prod"         TRUST-SUBJECT    since 0:40
           ·  2 trust policy wants another audience         TRUST-AUDIENCE
           ·  3 https:// in a condition of the trust        TRUST-KEY-SCHEME
           ·  4 the cluster's provider is gone              OIDC-PROVIDER-MISSING
           ·  5 the provider lacks sts.amazonaws.com        OIDC-AUDIENCE
           ·  6 role deleted and made again                 SES-PRINCIPAL-DEAD
           …  7 sending policy is gone                      SES-DOOR-2       at next s
           ·  8 permissions policy is off the role          IAM-DOOR-1
           ·  9 sender not verified                         SES-SENDER-UNVERIFIED
           · 10 receiver verified in the wrong account      SES-RECEIVER-ACCOUNT
           · 11 boundary of the role forbids sending        IAM-BOUNDARY
           · 12 pods older than the annotation              K8S-POD-OLD
           · 13 webhook is gone                             K8S-WEBHOOK
           · 14 sign-in of the presenter has ended          CRED-SSO
        ────────────────────────────────────────────────────────────────────────────────
           Enter mends it now; the stage says nothing until something is sent again.
           Shows on 7 as "AccessDenied", in Diagnose as 1 root cause, mended by 3 keys.
           Enter mend   Space on cue   Up/Down choose   o start over   Esc   ? help
        """

    static let wide = """
         sesame stage  the demo that began at 12:00                                                   paused     6:45 of 10:00
         Chapter 5 of 6  Break it                                                                     1:10 of 2:00  0:55 ahead
        ──────────────────────────────────────┬─────────────────────────────────────────────────────────────────────────────────
           Say                                │ sesame  ✓1 ✓2 ✓3 ✓4 ✓5 ✓6 ▸7 Testing and validation  ·8 ·9                DEMO
           "AWS says a few words, no reason.  │▸EKS account 111122223333 eks-admin ✓    SES account 444455556666 ses-admin ✓
            Where would you look first?"      │───────────────────────────────────────────────────────────────────────────────
           Wait for two hands.                │   From  no-reply@example.com   To  ops@example.com   By  the chain, no pod
           "Nine links. Let us see which one."│
                                              │   ✓ 1  default/ses-sender names the role    15 ms   as answered
           Watch                              │   ✓ 2  Token for default/ses-sender         22 ms   from the cluster
           The cause is hidden until you press│   ✗ 3  Key desk gives ses-sender-role      132 ms   AccessDenied
           Enter.                             │   · 4  SES takes the message
                                              │
           Now      ✗ key desk, cause hidden  │
         ▸ Next     Enter   Show the cause    │   AWS says   Not authorized to perform sts:AssumeRoleWithWebIdentity
           Then     Enter   See the fix       │
                    a       apply, asks once  │
                    Enter   apply             │   That is all that AWS says. Which link is it, and why?
                    Enter   to the test       │
                    s       send again        │
                                              │ ▸ [ Show the cause ]   [ Send again ]   [ Continue ]   [ Back ]
           Chapters             took   planned│
           ✓ 1  The problem     1:20      1:30│
           ✓ 2  Two accounts    1:55      2:00│───────────────────────────────────────────────────────────────────────────────
           ✓ 3  Make it         1:40      2:00│   The key desk refused. Enter shows why.
           ✓ 4  Send            0:40      1:00│   sts AssumeRoleWithWebIdentity   in 111122223333   AccessDenied      132 ms
           ▸ 5  Break it        1:10      2:00│   a apply   Enter apply   Enter click, 3 times   Enter continue ▸ Enter send
           · 6  Mend it                   1:30│───────────────────────────────────────────────────────────────────────────────
                                              │ Break one thing: b, its number, Enter now or Space on cue
           Broken                             │ ✗  1 trust policy names "prod"       ·  8 permissions policy off the role
           ✗  1  trust names "prod"      0:40 │ ·  2 trust wants another audience    ·  9 sender not verified
           …  7  sending policy gone   next s │ ·  3 https:// in a condition         · 10 receiver verified elsewhere
                                              │ ·  4 provider of the cluster gone    · 11 boundary forbids sending
           World    13 changes since 12:00    │ ·  5 provider lacks the audience     · 12 pods older than the annotation
                    21 keys can be taken back │ ·  6 role deleted and made again     · 13 webhook gone
                                              │ …  7 sending policy gone             · 14 sign-in of the presenter ended
        ──────────────────────────────────────┴─────────────────────────────────────────────────────────────────────────────────
           Enter presses Enter on the stage: the cause appears there. The stage's own keyboard works as well.
           Left takes the last key back: the screen and the simulated world are as before it.
           Enter next   Left back   b break   g chapters   o start over   Space play   x mask   ? help   q detach
        """
}
