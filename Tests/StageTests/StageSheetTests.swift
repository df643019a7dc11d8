import Stage
import Testing

@Suite struct StageSheetTests {
    @Test func `the sheet has times, keys, words, faults with their numbers`() {
        var script = StageExample.script
        script.chapters[0].steps[0].say = "Not *now*, <b>\nsays `it`."
        #expect(StageSheet.markdown(script, knowing: StageExample.known) == Self.sheet)
    }

    private static let sheet = #"""
        # Our talk

        Planned: 3:30, 2 chapters.

        | chapter | from | planned |
        |---|---|---|
        | 1 Send | 0:00 | 1:30 |
        | 2 Break it | 1:30 | 2:00 |

        ## 1 Send, 0:00 to 1:30

        > One message.

        1. **Enter**: Open it  
           "Not \*now\*, \<b\> says \`it\`."  
           Watch: The row.
        2. **d, Ctrl-O, Space, 7**
        3. **"no-reply@example.com"**
        4. **Actions: Send again**

        ## 2 Break it, 1:30 to 3:30

        > One thing is wrong.  
        > And no reason.

        1. (no key)  
           *Broken now, unseen: 1, trust names "prod" (TRUST-SUBJECT)*  
           "Now."
        2. (no key)  
           *Breaks with the next check, unseen: 2, sending policy is gone (SES-DOOR-2)*  
           *Breaks with the next check, unseen: A policy forbids it. (IAM-DENY)*
        3. **Esc**  
           *Mended now, unseen: 1, trust names "prod" (TRUST-SUBJECT)*

        ## What can be broken

        | number | what | found as |
        |---|---|---|
        | 1 | trust names "prod" | `TRUST-SUBJECT` |
        | 2 | sending policy is gone | `SES-DOOR-2` |

        """#
}
