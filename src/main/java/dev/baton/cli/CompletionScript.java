package dev.baton.cli;

import dev.baton.lifecycle.LifecycleState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion for shells, made from all that can be written. Names of agents are asked for when they are wanted, at the address
 * that stands on the line already, silently and for a second at most.
 */
final class CompletionScript {
    private static final String NAMES = "baton ps --quiet --within 1s";
    private static final String NODES = "baton cluster --quiet --within 1s";
    private static final String STATES =
            Arrays.stream(LifecycleState.values()).map(Enum::name).collect(Collectors.joining(" "));

    private final List<Verb> verbs = new ArrayList<>();

    /** What can follow one command. */
    private record Verb(String name, String description, List<OptionSpec> options, List<String> positionals) {
        private boolean takes(String label) {
            return positionals.contains(label);
        }

        private String optionNames() {
            return options.stream().map(OptionSpec::longestName).collect(Collectors.joining(" "));
        }
    }

    CompletionScript(CommandSpec baton) {
        for (CommandLine line : baton.subcommands().values()) {
            CommandSpec spec = line.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                verbs.add(new Verb(
                        spec.name(),
                        firstSentence(spec),
                        spec.options().stream()
                                .filter(option -> !option.hidden())
                                .toList(),
                        spec.positionalParameters().stream()
                                .map(PositionalParamSpec::paramLabel)
                                .toList()));
            }
        }
    }

    private static String firstSentence(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        String first = description.length == 0 ? "" : description[0];
        return first.split("[.:;] |\\.$", 2)[0].replace("'", "");
    }

    private String verbsThatTake(String label) {
        return verbs.stream().filter(verb -> verb.takes(label)).map(Verb::name).collect(Collectors.joining("|"));
    }

    private String verbNames() {
        return verbs.stream().map(Verb::name).collect(Collectors.joining(" "));
    }

    private String optionCases(String indent) {
        return verbs.stream()
                .map(verb -> indent + verb.name() + ") options='" + verb.optionNames() + "' ;;")
                .collect(Collectors.joining("\n"));
    }

    String bash() {
        return """
                # Completion of baton for bash. Load it with: source <(baton completion bash)
                _baton() {
                    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
                    local verb= options='--help --version' i
                    local -a where=()
                    for ((i = 1; i < COMP_CWORD; i++)); do
                        case ${COMP_WORDS[i]} in
                            --socket | --url | --token-file)
                                where+=("${COMP_WORDS[i]}" "${COMP_WORDS[i + 1]}")
                                ((i++))
                                ;;
                            -*) ;;
                            *) verb=${verb:-${COMP_WORDS[i]}} ;;
                        esac
                    done
                    COMPREPLY=()
                    case $previous in
                        --socket | --token-file)
                            mapfile -t COMPREPLY < <(compgen -f -- "$current")
                            return
                            ;;
                        --format) options='table json' ;;
                        --for) options='@STATES@' ;;
                        --agent) options=$(@NAMES@ "${where[@]}" 2>/dev/null) ;;
                        --node) options=$(@NODES@ "${where[@]}" 2>/dev/null) ;;
                        *)
                            case $verb in
                                '') [[ $current == -* ]] || options='@VERBS@' ;;
                @OPTIONS@
                            esac
                            if [[ $current != -* ]]; then
                                case $verb in
                                    @NAMED@) options=$(@NAMES@ "${where[@]}" 2>/dev/null) ;;
                                    @FILED@)
                                        mapfile -t COMPREPLY < <(compgen -f -- "$current")
                                        return
                                        ;;
                                    completion) options='bash zsh fish' ;;
                                    help) options='@VERBS@' ;;
                                    '') ;;
                                    *) options= ;;
                                esac
                            fi
                            ;;
                    esac
                    mapfile -t COMPREPLY < <(IFS=$' \\t\\n' compgen -W "$options" -- "$current")
                }
                complete -o filenames -o nosort -F _baton baton 2>/dev/null || complete -F _baton baton
                """.replace("@OPTIONS@", optionCases(" ".repeat(16)))
                .replace("@STATES@", STATES)
                .replace("@VERBS@", verbNames())
                .replace("@NAMED@", verbsThatTake("NAME"))
                .replace("@FILED@", verbsThatTake("FILE"))
                .replace("@NAMES@", NAMES)
                .replace("@NODES@", NODES);
    }

    String zsh() {
        String described = verbs.stream()
                .map(verb ->
                        "        '" + verb.name() + ":" + verb.description().replace(":", "\\:") + "'")
                .collect(Collectors.joining("\n"));
        return """
                #compdef baton
                # Completion of baton for zsh. Load it after compinit with: source <(baton completion zsh)
                _baton() {
                    local verb= options='--help --version' i
                    local -a where commands
                    commands=(
                @DESCRIBED@
                    )
                    for ((i = 2; i < CURRENT; i++)); do
                        case ${words[i]} in
                            --socket | --url | --token-file)
                                where+=("${words[i]}" "${words[i + 1]}")
                                ((i++))
                                ;;
                            -*) ;;
                            *) verb=${verb:-${words[i]}} ;;
                        esac
                    done
                    case ${words[CURRENT - 1]} in
                        --socket | --token-file) _files; return ;;
                        --format) compadd -- table json; return ;;
                        --for) compadd -- @STATES@; return ;;
                        --agent) compadd -- ${(f)"$(@NAMES@ $where 2>/dev/null)"}; return ;;
                        --node) compadd -- ${(f)"$(@NODES@ $where 2>/dev/null)"}; return ;;
                    esac
                    case $verb in
                @OPTIONS@
                    esac
                    if [[ $PREFIX == -* ]]; then
                        compadd -- ${=options}
                        return
                    fi
                    case $verb in
                        '' | help) _describe 'command' commands ;;
                        @NAMED@) compadd -- ${(f)"$(@NAMES@ $where 2>/dev/null)"} ;;
                        @FILED@) _files ;;
                        completion) compadd -- bash zsh fish ;;
                    esac
                }
                # In a folder of fpath, this file is the function.
                if [[ ${funcstack[1]} == _baton ]]; then
                    _baton "$@"
                else
                    compdef _baton baton
                fi
                """.replace("@OPTIONS@", optionCases(" ".repeat(8)))
                .replace("@DESCRIBED@", described)
                .replace("@STATES@", STATES)
                .replace("@NAMED@", verbsThatTake("NAME").replace("|", " | "))
                .replace("@FILED@", verbsThatTake("FILE").replace("|", " | "))
                .replace("@NAMES@", NAMES)
                .replace("@NODES@", NODES);
    }

    String fish() {
        StringBuilder script = new StringBuilder("""
                # Completion of baton for fish. Save it with:
                #   baton completion fish > ~/.config/fish/completions/baton.fish
                function __baton_where
                    set -l where
                    set -l words (commandline -opc)
                    for i in (seq (count $words))
                        if contains -- $words[$i] --socket --url --token-file; and test $i -lt (count $words)
                            set -a where $words[$i] $words[(math $i + 1)]
                        end
                    end
                    for each in $where
                        printf '%s\\n' $each
                    end
                end
                function __baton_names
                    @NAMES@ (__baton_where) 2>/dev/null
                end
                function __baton_nodes
                    @NODES@ (__baton_where) 2>/dev/null
                end
                complete -c baton -f
                """.replace("@NAMES@", NAMES).replace("@NODES@", NODES));
        for (Verb verb : verbs) {
            script.append("complete -c baton -n __fish_use_subcommand -a ")
                    .append(verb.name())
                    .append(" -d '")
                    .append(verb.description())
                    .append("'\n");
            appendOptions(verb, script);
        }
        script.append(on("completion")).append("-a 'bash zsh fish'\n");
        script.append(on("help")).append("-a '").append(verbNames()).append("'\n");
        return script.toString();
    }

    private static void appendOptions(Verb verb, StringBuilder script) {
        String on = on(verb.name());
        for (OptionSpec option : verb.options()) {
            script.append(on)
                    .append("-l ")
                    .append(option.longestName().substring(2))
                    .append(candidates(option));
            script.append('\n');
        }
        if (verb.takes("NAME")) {
            script.append(on).append("-a '(__baton_names)'\n");
        }
        if (verb.takes("FILE")) {
            script.append(on).append("-F\n");
        }
    }

    private static String candidates(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return switch (option.longestName()) {
            case "--format" -> " -x -a 'table json'";
            case "--for" -> " -x -a '" + STATES + "'";
            case "--agent" -> " -x -a '(__baton_names)'";
            case "--node" -> " -x -a '(__baton_nodes)'";
            case "--socket", "--token-file" -> " -r -F";
            default -> " -x";
        };
    }

    private static String on(String verb) {
        return "complete -c baton -n '__fish_seen_subcommand_from " + verb + "' ";
    }
}
