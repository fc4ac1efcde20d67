# bash completion for xenstream, made by `xenstream completion bash`
_xenstream() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    local command=${COMP_WORDS[1]} options= words=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        words='show verify list diff tee memory stats redact rules explain volatility-path completion --help --version'
    else
        case "$command $prev" in
            'show --format') words='auto xl libxl libxc libvirt xapi back-channel' ;;
            'show -o'|'show --output') words='text json jsonl' ;;
            'show --like') words='xen-hvmctx xen-cpuid' ;;
            'show --color') words='auto always never' ;;
            'verify --format') words='auto xl libxl libxc libvirt xapi back-channel' ;;
            'verify --profile') words='spec upstream restore' ;;
            'verify -o'|'verify --output') words='text json sarif junit github' ;;
            'verify --color') words='auto always never' ;;
            'list -o'|'list --output') words='text json csv' ;;
            'diff -o'|'diff --output') words='text json' ;;
            'diff --color') words='auto always never' ;;
            'tee --format') words='auto xl libxl libxc libvirt xapi back-channel' ;;
            'tee --profile') words='spec upstream restore' ;;
            'tee -o'|'tee --output') words='text json' ;;
            'memory --as') words='raw elf dump-core' ;;
            'memory --format') words='auto xl libxl libxc libvirt xapi back-channel' ;;
            'stats -o'|'stats --output') words='text json' ;;
            'stats --format') words='auto xl libxl libxc libvirt xapi back-channel' ;;
            'redact --format') words='auto xl libxl libxc libvirt xapi back-channel' ;;
            'rules -o'|'rules --output') words='text json markdown' ;;
            'rules --profile') words='spec upstream restore' ;;
        esac
        case "$command" in
            show) options='-h --help --format --timeout --record --path --page -o --output -v --verbose --hex --like --domain --no-pager --color' ;;
            verify) options='-h --help --fd --offset --follow --timeout --max-unpacked --back-channel --dask --format --profile --xen --host-policy --select --ignore --severity --config -o --output --max-findings --baseline --hex --no-hex -v --verbose -q --quiet --color' ;;
            list) options='-h --help -o --output --sort -r --reverse --verify --timeout --no-pager' ;;
            diff) options='-h --help -o --output --ignore --no-memory --timeout --no-pager --color' ;;
            tee) options='-h --help --to --stop-on-error --format --profile --xen -o --output -q --quiet' ;;
            memory) options='-h --help -o --output --pages --as --virtual --checkpoint --format --timeout -q --quiet' ;;
            stats) options='-h --help --contents -o --output --picture --format --timeout' ;;
            redact) options='-h --help --format --timeout -q --quiet' ;;
            rules) options='-h --help -o --output --profile' ;;
            explain) options='-h --help' ;;
            volatility-path) options='-h --help' ;;
            completion) options='-h --help'; words=${words:-'bash zsh fish man'} ;;
        esac
    fi
    case "$cur" in
        -*) mapfile -t COMPREPLY < <(compgen -W "${options:-$words}" -- "$cur") ;;
        *)  [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
            if [ -z "$words" ] || [ "$COMP_CWORD" -eq 1 ]; then
                compopt -o filenames 2>/dev/null
                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")
            fi ;;
    esac
}
complete -F _xenstream xenstream
